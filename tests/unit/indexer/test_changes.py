"""What has to be read again."""

from __future__ import annotations

from pathlib import Path

from indexer.corpus.roots import Scope
from indexer.corpus.walking import FoundFile, Walk
from indexer.identity import source_id
from indexer.run.changes import plan_changes
from search.catalog import Fingerprint, ReadFailure

ROOT = Path("/corpus")
ALL = Scope((ROOT,))


def found(*files: FoundFile, refused: tuple[str, ...] = ()) -> Walk:
    return Walk({file.name: file for file in files}, [ReadFailure(path, "refused") for path in refused])


def file(name: str, size: int = 10, mtime_ns: int = 1, root: str = "/corpus") -> FoundFile:
    return FoundFile(name, f"{root}/{name}", root, size, mtime_ns)


def indexed(name: str, size: int = 10, mtime_ns: int = 1, root: str = "/corpus") -> Fingerprint:
    path = f"{root}/{name.partition('#')[0]}"
    return Fingerprint(source_id(name), name, path, root, size, mtime_ns, f"sha256 of {name}")


def known(*fingerprints: Fingerprint) -> dict[str, Fingerprint]:
    return {fingerprint.source_id: fingerprint for fingerprint in fingerprints}


def test_a_file_of_the_same_size_and_time_is_not_read() -> None:
    plan = plan_changes(found(file("a.txt")), known(indexed("a.txt")), ALL)
    assert plan.jobs == ()
    assert plan.standing == {source_id("a.txt")}
    assert plan.unchanged == {"/corpus/a.txt"}
    assert not plan.candidates


def test_a_file_of_another_size_or_time_is_read_with_what_is_known_of_it() -> None:
    for changed in (file("a.txt", size=11), file("a.txt", mtime_ns=2)):
        (job,) = plan_changes(found(changed), known(indexed("a.txt")), ALL).jobs
        assert job.known == {source_id("a.txt"): "sha256 of a.txt"}


def test_a_new_file_is_read_with_nothing_known() -> None:
    (job,) = plan_changes(found(file("a.txt")), {}, ALL).jobs
    assert job.known == {}


def test_a_bulk_file_is_known_by_its_records() -> None:
    records = known(indexed("n.jsonl#1"), indexed("n.jsonl#2"))
    assert plan_changes(found(file("n.jsonl")), records, ALL).standing == records.keys()
    (job,) = plan_changes(found(file("n.jsonl", size=11)), records, ALL).jobs
    assert job.known.keys() == records.keys()


def test_what_was_not_found_is_a_candidate_for_removal() -> None:
    assert plan_changes(found(), known(indexed("a.txt")), ALL).candidates == {source_id("a.txt")}


def test_what_lies_below_a_refused_folder_is_not_taken_for_gone() -> None:
    plan = plan_changes(found(refused=("/corpus/closed",)), known(indexed("closed/a.txt"), indexed("closed.txt")), ALL)
    assert plan.standing == {source_id("closed/a.txt")}
    assert plan.candidates == {source_id("closed.txt")}


def test_what_the_run_does_not_cover_stays() -> None:
    scope = Scope((ROOT,), (ROOT / "letters",))
    plan = plan_changes(found(), known(indexed("a.txt"), indexed("letters/b.txt")), scope)
    assert plan.standing == {source_id("a.txt")}
    assert plan.candidates == {source_id("letters/b.txt")}


def test_a_file_below_a_new_root_is_known_by_its_name() -> None:
    plan = plan_changes(found(file("a.txt", root="/moved")), known(indexed("a.txt")), Scope((Path("/moved"),)))
    assert [job.known for job in plan.jobs] == [{source_id("a.txt"): "sha256 of a.txt"}]


def test_when_everything_is_read_nothing_counts_as_known() -> None:
    plan = plan_changes(found(file("a.txt")), known(indexed("a.txt")), ALL, everything=True)
    assert [job.known for job in plan.jobs] == [{}]
    assert plan.candidates == {source_id("a.txt")}
    assert plan.indexed == {"/corpus/a.txt": (source_id("a.txt"),)}
