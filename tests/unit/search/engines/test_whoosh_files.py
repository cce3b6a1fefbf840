"""The files of the Whoosh engine: private, locked, switched in one step, told when damaged, never piling up."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Engine, EngineRequest
from search.engines.whoosh import WhooshEngine, writer
from search.engines.whoosh.folder import DurableStorage
from search.engines.whoosh.sections import Sections, SectionWriter
from search.errors import IndexDamagedError, IndexLockedError, IndexOutdatedError
from search.querytree import Everything, Prefix, Term
from tests.contract.corpus import passages_of
from tests.places import quick_folder

EVERYTHING = EngineRequest(Everything(), limit=10_000)
ANALYZER = Analyzer("english")
CHECKOUT = Path(__file__).parents[4]


def write(engine: Engine, generation: int, document_id: str, text: str = "a weir", *, rebuild: bool = False) -> None:
    with engine.writer(rebuild=rebuild) as writer:
        writer.delete_documents([document_id])
        writer.add(passages_of(document_id, [text]))
        writer.commit(generation)


def found(engine: Engine) -> list[str]:
    return [hit.document_id for hit in engine.search(EVERYTHING).hits]


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as place:
        yield place / "index" / "engine"


@pytest.fixture
def engine(folder: Path) -> WhooshEngine:
    """An engine with one document, `a`, under generation 1."""
    engine = WhooshEngine(folder, ANALYZER)
    write(engine, 1, "a")
    return engine


def test_the_folders_are_for_their_owner_alone(engine: WhooshEngine, folder: Path) -> None:
    for path in (folder, *(path for path in folder.iterdir() if path.is_dir())):
        assert path.stat().st_mode & 0o777 == 0o700


def test_a_second_writer_is_told_to_wait(engine: WhooshEngine, folder: Path) -> None:
    with engine.writer() as first:
        with pytest.raises(IndexLockedError, match="wait until it is done"), WhooshEngine(folder, ANALYZER).writer():
            pass
        first.commit(2)
    write(engine, 3, "b")
    assert found(engine) == ["a", "b"]


def test_a_writer_that_was_killed_leaves_no_lock_and_no_change(engine: WhooshEngine, folder: Path) -> None:
    script = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from search.analysis import Analyzer\n"
        "from search.engines.whoosh import WhooshEngine\n"
        "from tests.contract.corpus import passages_of\n"
        "engine = WhooshEngine(Path(sys.argv[1]), Analyzer('english'))\n"
        "with engine.writer(rebuild=sys.argv[2] == 'rebuild') as writer:\n"
        "    writer.delete_documents(['a'])\n"
        "    writer.add(passages_of('killed', ['words']))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    for how in ("update", "rebuild"):
        killed = subprocess.run([sys.executable, "-c", script, str(folder), how], cwd=CHECKOUT, check=False)
        assert killed.returncode == -signal.SIGKILL
        assert found(engine) == ["a"]
    write(engine, 2, "b")
    assert found(engine) == ["a", "b"]
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_runs_put_aside_are_merged_into_what_one_run_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []
    for tokens in (1_000_000, 3):  # so many are collected before a run is put aside
        monkeypatch.setattr(writer, "_RUN_TOKENS", tokens)
        engine = WhooshEngine(folder / str(tokens), ANALYZER)
        with engine.writer() as writing:
            for number in range(12):
                writing.add(passages_of(f"d{number}", [f"the weir at lock {number % 3}", "a boat"]))
            writing.commit(1)
        answers.append([engine.search(EngineRequest(query)) for query in (Term("text", "weir"), Prefix("text", "lo"))])
    assert answers[0] == answers[1]


def test_a_commit_that_fails_leaves_the_old_state_and_frees_the_lock(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(DurableStorage, "rename_file", full_disk)
        with pytest.raises(OSError, match="No space left"):
            write(engine, 2, "b")
    assert found(engine) == ["a"]
    assert engine.generation() == 1
    write(engine, 2, "c")
    assert found(engine) == ["a", "c"]


def test_a_generation_must_be_above_the_last(engine: WhooshEngine) -> None:
    with pytest.raises(ValueError, match="generation 1 is not above"):
        write(engine, 1, "b")
    assert found(engine) == ["a"]


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def overwritten(path: Path) -> None:
    path.write_bytes(b"\x80\x04garbage" * (path.stat().st_size // 9 + 1))


def removed(path: Path) -> None:
    path.unlink()


FILES = ("*.toc", "*.inv", "*.author.col", "*.passage.col", "*.length.col", "made-with.json")
# Without its table of contents a build was never committed: that is a missing index, not a damaged one.
DAMAGES = [
    (name, damage)
    for name in FILES
    for damage in (truncated, emptied, overwritten, removed)
    if (name, damage) != ("*.toc", removed)
]


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
def test_damage_is_told_with_the_next_step_and_a_rebuild_mends_it(
    name: str, damage: Callable[[Path], None], engine: WhooshEngine, folder: Path
) -> None:
    (path,) = folder.glob(f"build-*/{name}")
    damage(path)
    reopened = WhooshEngine(folder, ANALYZER)
    assert reopened.generation() == 1
    with pytest.raises(IndexDamagedError, match="flori index --rebuild"):
        reopened.search(EngineRequest(Term("text", "weir")))
    write(reopened, 2, "b", rebuild=True)
    assert found(reopened) == ["b"]


def test_lists_that_reach_beyond_the_segment_are_damage(engine: WhooshEngine, folder: Path) -> None:
    (path,) = folder.glob("build-*/*.inv")
    sections = Sections(memoryview(path.read_bytes()), path.name)
    with path.open("wb") as file:
        writer = SectionWriter(file)
        for name in sections.names():
            if name.endswith(".tokens"):
                writer.add_text(name, sections.text(name))
            else:
                writer.add_array(name, sections.array(name) + (name == "text.numbers"))
        writer.finish()
    with pytest.raises(IndexDamagedError):
        WhooshEngine(folder, ANALYZER).search(EngineRequest(Term("text", "weir")))
    with pytest.raises(IndexDamagedError):
        write(engine, 2, "b")  # takes them into its own segment


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_index_of_another_analysis_is_outdated_until_it_is_rebuilt(
    rebuild: bool, engine: WhooshEngine, folder: Path
) -> None:
    german = WhooshEngine(folder, Analyzer("german"))
    with pytest.raises(IndexOutdatedError, match=r"english.*german"):
        german.search(EVERYTHING)
    if rebuild:
        write(german, 2, "b", rebuild=True)
        assert found(german) == ["b"]
    else:
        with pytest.raises(IndexOutdatedError, match="flori index"), german.writer():
            pass
    assert german.generation() == (2 if rebuild else 1)


def test_indexing_the_same_again_and_again_does_not_grow_the_folder(folder: Path) -> None:
    engine = WhooshEngine(folder, ANALYZER)
    documents = [(f"{number:03d}", "weir lido " * 50 + f"word{number}") for number in range(60)]
    sizes, files = [], []
    for generation in range(1, 61):
        with engine.writer() as writer:
            changed = documents if generation == 1 else [documents[generation % 60], documents[generation * 7 % 60]]
            writer.delete_documents([document_id for document_id, _ in changed])
            for document_id, text in dict(changed).items():
                writer.add(passages_of(document_id, [text]))
            writer.commit(generation)
        sizes.append(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
        files.append(sum(1 for path in folder.rglob("*") if path.is_file()))
    assert len(found(engine)) == 60
    write(engine, 61, "000", documents[0][1], rebuild=True)
    assert max(sizes) < 3 * sizes[0]
    assert max(files[30:]) <= max(files[:30])


def test_an_old_state_answers_on_while_new_ones_are_committed(engine: WhooshEngine) -> None:
    snapshot = engine._opener.snapshot()
    for generation in range(2, 6):
        write(engine, generation, f"d{generation}", rebuild=generation % 2 == 0)
    assert [snapshot.id_of(number) for number in snapshot.numbers.tolist()] == ["a-001"]
    assert snapshot.segments[0].field("text").tokens == ["a", "weir"]


def test_searches_go_on_in_many_threads_while_commits_and_rebuilds_happen(engine: WhooshEngine, folder: Path) -> None:
    stop = threading.Event()
    failures: list[BaseException] = []
    seen: set[int] = set()

    def search(own: WhooshEngine) -> None:
        try:
            while not stop.is_set():
                response = own.search(EngineRequest(Prefix("text", "we"), limit=100))
                # Generation n holds n documents, all with the word: never a mixture of two states.
                assert response.passages == response.documents == response.generation == len(response.hits)
                assert response.facets["kind"] == (("web page", response.generation),)
                seen.add(response.generation)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=search, args=(engine,)) for _ in range(2)]
    threads += [threading.Thread(target=search, args=(WhooshEngine(folder, ANALYZER),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for generation in range(2, 16):
        with engine.writer(rebuild=generation % 4 == 0) as writer:
            first = 1 if generation % 4 == 0 else generation
            for number in range(first, generation + 1):
                writer.add(passages_of(f"d{number:02d}", ["a weir"]))
            writer.commit(generation)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(seen) > 1


def test_a_segment_that_is_mostly_deleted_is_rewritten_without_what_was_deleted(folder: Path) -> None:
    engine = WhooshEngine(folder, ANALYZER)
    with engine.writer() as writer:
        for number in range(100):
            writer.add(passages_of(f"{number:03d}", ["weir"]))
        writer.commit(1)
    for generation, gone in enumerate((20, 10), start=2):
        with engine.writer() as writer:
            writer.delete_documents(found(engine)[:gone])
            writer.commit(generation)
    snapshot = engine._opener.snapshot()
    assert (snapshot.live.size, snapshot.numbers.size) == (70, 70)
    assert len(found(engine)) == 70
