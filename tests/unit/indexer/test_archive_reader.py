"""Zip archives: each member by its own format, and nothing that could do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from indexer.limits import Limits
from indexer.readers import UnreadableError, UnreadableRecord, reader_for
from indexer.readers.unpacking import Unpacking
from indexer.structure import StructuredText
from tests.unit.indexer.made_files import EPUB, zip_file
from tests.unit.indexer.structured import read_all


def zipped(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def read_within(path: Path, limits: Limits) -> list[StructuredText | UnreadableRecord]:
    reader = reader_for(path, Unpacking(limits))
    assert reader is not None
    return list(reader.read(path, path.name))


def test_each_member_is_a_source_of_its_own_by_its_own_format(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {"a/one.txt": "One.", "__MACOSX/x.txt": "No.", ".hidden": "No.", "b.md": "# B"}
    sources = read_all(
        zip_file(tmp_path / "d.zip", {**members, "book.epub": zipped(EPUB), "page": "<html>Page</html>"})
    )
    assert [source.name for source in sources] == ["d.zip#a/one.txt", "d.zip#b.md", "d.zip#book.epub", "d.zip#page"]
    assert all(isinstance(source, StructuredText) for source in sources)


def test_a_member_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "boat.png": b"\x89PNG\0",
        "bad.txt": b"\0\0\0\0",
        "../out.txt": "Out.",
        "/etc/abs.txt": "Out.",
        "good.txt": "Good.",
    }
    *refused, good = read_all(zip_file(tmp_path / "d.zip", members))
    assert [one.reason.split(";")[0] for one in refused if isinstance(one, UnreadableRecord)] == [
        "nothing here reads this format",
        "it is a binary file, though its name ends in .txt",
        "its name leads out of the archive",
        "its name leads out of the archive",
    ]
    assert good.name == "d.zip#good.txt"


def test_an_archive_in_an_archive_is_read_and_one_deeper_is_refused(tmp_path: Path) -> None:
    inner = zipped({"deep.zip": zipped({"deepest.txt": "Too deep."}), "in.txt": "In."})
    deeper, within = read_all(zip_file(tmp_path / "d.zip", {"in.zip": inner}))
    assert isinstance(deeper, UnreadableRecord)
    assert deeper.reason == "it is an archive nested in two others; unpack it into the corpus"
    assert (deeper.name, within.name) == ("d.zip#in.zip#deep.zip", "d.zip#in.zip#in.txt")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb, good = read_all(zip_file(tmp_path / "d.zip", {"bomb.txt": b"\0" * 30_000_000, "good.txt": "Good."}))
    assert isinstance(bomb, UnreadableRecord)
    assert "as no document does" in bomb.reason
    assert isinstance(good, StructuredText)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(members=2), "raise max_members"), (Limits(unpacked_bytes=50_000), "raise max_unpacked_mb")],
)
def test_an_archive_beyond_the_limits_is_refused(tmp_path: Path, limits: Limits, reason: str) -> None:
    path = zip_file(tmp_path / "d.zip", {f"{number}.txt": f"{number} " * 10_000 for number in range(3)})
    try:
        reasons = [one.reason for one in read_within(path, limits) if isinstance(one, UnreadableRecord)]
    except UnreadableError as error:
        reasons = [str(error)]
    assert [reason in one for one in reasons].count(True) >= 1


def test_what_nested_archives_unpack_to_counts_together(tmp_path: Path) -> None:
    inner = zipped({"a.txt": "a " * 10_000})
    path = zip_file(tmp_path / "d.zip", {f"{number}.zip": inner for number in range(5)})
    outcomes = read_within(path, Limits(unpacked_bytes=50_000))
    assert [isinstance(one, StructuredText) for one in outcomes] == [True, True, False, False, False]


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"secret.txt": "Secret."}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "d.zip").write_bytes(content)
    (secret,) = read_all(tmp_path / "d.zip")
    assert isinstance(secret, UnreadableRecord)
    assert secret.reason == "it is encrypted; unpack it into the corpus"
