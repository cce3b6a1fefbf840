"""The command line from end to end: what is printed where, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from indexer.run.lock import HOLDER_NAME, writer_lock

BUSY_S = 120
"""What a busy machine may take for what comes at once elsewhere."""
COMMANDS = [
    "index",
    "add",
    "search",
    "serve",
    "inspect",
    "status",
    "names",
    "verify",
    "backup",
    "restore",
    "config",
    "hash",
    "eval",
    "eval-segmentation",
]
LETTER = """Dear Mr Quill,

The ferry has not sailed since Monday.

Yours sincerely,

Ada Marsh
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a letter and a note."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "note.md").write_text("# A note\n\nThe [ferry] is late.\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index and a working folder of its own for every test."""
    monkeypatch.setenv("FLORI_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("FLORI_CORPUS", str(tmp_path / "dossier"))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


def flori(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start the command as its users do."""
    command = [sys.executable, "-c", "from indexer.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def commands() -> Iterator[tuple[str, click.Command]]:
    """All commands by name."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield name, command


def test_the_commands_are_those_that_are_promised() -> None:
    assert [name for name, _ in commands()] == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_says_what_it_is_for(name: str) -> None:
    command = dict(commands())[name]
    assert command.help
    assert command.help.split("\n")[0].endswith(".")
    listed = " ".join(flori("--help").stdout.split())
    assert f" {name} {command.get_short_help_str(limit=200)}" in listed
    undocumented = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert not undocumented
    assert flori(name, "--help").exit_code == 0


def test_the_version_is_that_of_the_package() -> None:
    assert re.fullmatch(r"florilegium \d+\.\d+\.\d+\n", flori("--version").stdout)


def test_a_command_ends_without_looking_through_all_it_made_for_cycles() -> None:
    says = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); import indexer.cli.main"
    ended = subprocess.run([sys.executable, "-c", says], check=True, capture_output=True, text=True)
    assert ended.stdout == "True\n"


def test_indexing_prints_a_summary_and_searching_finds_what_was_indexed(corpus: Path) -> None:
    indexed = flori("index", corpus)
    assert indexed.exit_code == 0
    assert "generation 1" in indexed.stdout
    assert re.search(r"documents\D+2\b", indexed.stdout)
    assert indexed.stderr == ""
    searched = flori("search", "ferry")
    assert searched.exit_code == 0
    assert "2 passages in 2 documents" in searched.stdout
    assert "by Ada Marsh" in searched.stdout


def test_a_misspelt_word_brings_an_offer_beside_the_empty_result(corpus: Path) -> None:
    assert flori("index", corpus).exit_code == 0
    searched = flori("search", "fery")
    assert (searched.exit_code, searched.stdout.splitlines()[0]) == (0, "Nothing found.")
    assert "Did you mean ferry? It finds 2 passages." in searched.stderr


def test_what_is_one_is_not_said_as_many(corpus: Path) -> None:
    assert flori("index", corpus).exit_code == 0
    assert flori("search", "ferry", "--author", "Ada Marsh").stdout.startswith("1 passage in 1 document")


def test_a_missing_index_is_named_by_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLORI_INDEX", str(tmp_path / "none"))
    for command in ("search", "status", "verify"):
        missing = flori(command)
        assert missing.exit_code == 2
        assert f"no index in {tmp_path / 'none'} yet" in missing.stderr.replace("\n", " ")


def test_without_a_path_the_configured_corpus_is_indexed(corpus: Path) -> None:
    assert json.loads(flori("index", "--format", "json").stdout)["sources"]["total"] == 2


def test_the_summary_as_json_counts_what_was_done(corpus: Path) -> None:
    (corpus / "broken.txt").write_bytes(bytes(range(256)) * 20)
    result = flori("index", corpus, "--format", "json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert summary["committed"]
    assert summary["files"] == {"found": 3, "read": 3}
    assert summary["sources"] == {"total": 2, "added": 2, "changed": 0, "removed": 0}
    assert summary["documents"]["total"] == sum(summary["documents"]["kinds"].values()) == 2
    assert [failure["path"] for failure in summary["failures"]] == [str(corpus / "broken.txt")]


def test_files_that_cannot_be_read_are_named_on_standard_error_and_the_exit_code_is_1(corpus: Path) -> None:
    (corpus / "broken.txt").write_bytes(bytes(range(256)) * 20)
    result = flori("index", corpus)
    assert result.exit_code == 1
    assert str(corpus / "broken.txt") in result.stderr
    assert "2 passages" in flori("search", "ferry").stdout
    assert str(corpus / "broken.txt") in flori("status").stderr


def test_the_exit_code_is_2_where_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    assert flori("index", tmp_path / "broken.txt").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index", "missing"], "There is no file or folder"),
        (["search", "ferry"], "run `flori index`"),
        (["status"], "run `flori index`"),
        (["verify"], "run `flori index`"),
        (["index", "--workers", "0"], "--workers"),
        (["inspect"], "FILE"),
        (["index", "--format", "xml"], "--format"),
        (["eval", "missing"], "missing"),
        (["polish"], "No such command"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_on_standard_error_with_exit_code_2(arguments: list[str], message: str) -> None:
    result = flori(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_query_that_cannot_be_parsed_is_shown_with_the_place(corpus: Path) -> None:
    flori("index", corpus)
    result = flori("search", "colour:red")
    assert result.exit_code == 2
    assert re.search(r"^colour:red$\n^ *\^$", result.stderr, re.MULTILINE)


def test_a_wrong_date_is_named(corpus: Path) -> None:
    flori("index", corpus)
    result = flori("search", "ferry", "--date", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday'" in result.stderr


@pytest.mark.parametrize(
    ("option", "there_is"), [("--kind", "letter, forum post"), ("--not-voice", "own words, quoting")]
)
def test_a_kind_or_voice_that_there_is_none_of_is_told_those_that_there_are(
    corpus: Path, option: str, there_is: str
) -> None:
    flori("index", corpus)
    result = flori("search", "ferry", option, "leter")
    assert result.exit_code == 2
    assert "'leter'" in result.stderr
    assert there_is in result.stderr


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLORI_PORT", "eighty")
    result = flori("status")
    assert result.exit_code == 2
    assert "FLORI_PORT" in result.stderr


def test_filters_and_order_reach_the_search(corpus: Path) -> None:
    flori("index", corpus)
    answer = json.loads(flori("search", "--kind", "letter", "--sort", "oldest", "--format", "json").stdout)
    assert [hit["document"]["kind"] for hit in answer["hits"]] == ["letter"]
    assert [value["value"] for value in answer["facets"][0]["values"] if value["selected"]] == ["letter"]


def test_a_value_can_be_left_out_of_a_search(corpus: Path) -> None:
    flori("index", corpus)
    answer = json.loads(flori("search", "--not-author", "Ada Marsh", "--format", "json").stdout)
    assert answer["hits"]
    assert all("Ada Marsh" not in hit["document"]["authors"] for hit in answer["hits"])


def test_a_voice_filters_the_search_and_a_hit_names_the_one_quoted(corpus: Path) -> None:
    (corpus / "reply.md").write_text("# Re: Ferry\n\nAda Marsh wrote:\n\n> It sank.\n\nIt floats.\n", encoding="utf-8")
    flori("index", corpus)
    answer = json.loads(flori("search", "sank OR floats", "--voice", "quoting", "--format", "json").stdout)
    assert [(hit["voice"], hit["quoted"]) for hit in answer["hits"]] == [("quoting", "Ada Marsh")]
    assert "quoting Ada Marsh" in flori("search", "sank").stdout
    assert "quoting" not in flori("search", "floats", "--voice", "own words").stdout.partition("Kind of document")[0]


def test_text_is_printed_as_it_is_and_cannot_command_a_terminal(corpus: Path) -> None:
    (corpus / "odd.txt").write_text("A [bold]ferry[/bold] \x1b[31m and \u202e backwards", encoding="utf-8")
    flori("index", corpus)
    printed = flori("search", "backwards").stdout
    assert "[bold]ferry[/bold]" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_inspecting_prints_the_fixed_shape_and_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    result = flori("inspect", corpus / "letter.txt", corpus / "note.md", "--format", "json")
    assert result.exit_code == 0
    letter, note = json.loads(result.stdout)
    assert [letter["source"], note["source"]] == ["letter.txt", "note.md"]
    (document,) = letter["documents"]
    assert list(document) == [
        *("key", "kind", "title", "authors", "signatories", "recipients", "date", "date_precision", "date_from"),
        *("quoted_in", "reply_to", "thread", "start", "end", "text"),
    ]
    assert document["authors"] == ["Ada Marsh"]
    assert document["date"] is None
    assert document["date_precision"] == "unknown"
    assert document["text"] == LETTER[document["start"] : document["end"]]
    assert not (tmp_path / "index").exists()


def test_the_table_of_an_inspection_shows_who_wrote_to_whom_when(corpus: Path) -> None:
    printed = flori("inspect", corpus / "letter.txt").stdout
    for shown in ("letter.txt: 1 document", "Ada Marsh", "to Mr Quill", "undated", "Dear Mr Quill,"):
        assert shown in printed


def test_inspecting_names_what_cannot_be_read(corpus: Path) -> None:
    (corpus / "broken.txt").write_bytes(bytes(range(256)) * 20)
    some = flori("inspect", corpus / "letter.txt", corpus / "broken.txt", "--format", "json")
    assert some.exit_code == 1
    assert len(json.loads(some.stdout)) == 1
    assert "broken.txt" in some.stderr
    assert flori("inspect", corpus / "missing.txt").exit_code == 2


def test_the_status_tells_what_is_there_and_who_is_writing(corpus: Path, tmp_path: Path) -> None:
    flori("index", corpus)
    status: dict[str, Any] = json.loads(flori("status", "--format", "json").stdout)
    assert (status["generation"], status["sources"], status["writer"]) == (1, 2, None)
    assert status["roots"] == [str(corpus)]
    with writer_lock(tmp_path / "index"):
        assert json.loads(flori("status", "--format", "json").stdout)["writer"]["pid"] == os.getpid()
        assert f"process {os.getpid()} on" in flori("status").stdout


def test_verifying_finds_a_catalog_that_lost_a_passage(corpus: Path, tmp_path: Path) -> None:
    flori("index", corpus)
    assert flori("verify").exit_code == 0
    with sqlite3.connect(tmp_path / "index/catalog.sqlite") as catalog:
        catalog.execute("DELETE FROM passages WHERE text LIKE '%Monday%'")
    result = flori("verify")
    assert result.exit_code == 1
    assert "1 passages of the engine are not in the catalog" in result.stderr
    assert "do not make up its text" in result.stderr
    flori("index", "--rebuild")
    assert flori("verify").exit_code == 0


def test_a_second_writer_is_told_who_is_writing(corpus: Path, tmp_path: Path) -> None:
    with writer_lock(tmp_path / "index"):
        second = start("index", corpus)
        stdout, stderr = second.communicate(timeout=BUSY_S)
    assert second.returncode == 2
    assert stdout == ""
    assert f"by process {os.getpid()} on " in stderr


def big_corpus(folder: Path) -> Path:
    """Some seconds of work."""
    folder.mkdir()
    for number in range(200):
        text = f"Report {number}\n\n" + f"The ferry sailed for the {number}th time. " * 2000
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def wait_until(true: Callable[[], bool], running: subprocess.Popen[str] | None = None, seconds: float = BUSY_S) -> None:
    """Wait for the condition, as long as the process that is to bring it about is running."""
    deadline_s = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline_s, "it took too long"
        assert running is None or running.poll() is None, running.communicate()
        time.sleep(0.05)


@pytest.mark.parametrize("polite", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_run_leaves_the_old_state(corpus: Path, tmp_path: Path, polite: int, workers: int) -> None:
    flori("index", corpus)
    run = start("index", big_corpus(tmp_path / "big"), "--workers", workers)
    wait_until((tmp_path / "index" / HOLDER_NAME).exists, run)
    time.sleep(0.5)
    run.send_signal(polite)
    stdout, stderr = run.communicate(timeout=BUSY_S)
    assert run.returncode == 2
    assert stdout == ""
    assert stderr == "Error: Stopped. Searches answer from the last state that was committed.\n"
    assert json.loads(flori("status", "--format", "json").stdout)["generation"] == 1
    assert flori("verify").exit_code == 0
    assert not (tmp_path / "index" / HOLDER_NAME).exists()


def descendants(pid: int) -> set[int]:
    """The processes that a process started, and those that they started."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
    return set(children).union(*(descendants(child) for child in children))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells the children of a process")
def test_the_reading_processes_end_with_a_killed_run(tmp_path: Path) -> None:
    run = start("index", big_corpus(tmp_path / "big"), "--workers", 2)
    wait_until(
        lambda: len(descendants(run.pid)) >= 4, run
    )  # two that read, the one that starts them, one that tidies up
    started = descendants(run.pid)
    run.kill()
    run.communicate()
    wait_until(lambda: not any(map(is_alive, started)))


def test_watching_indexes_what_changes_until_it_is_stopped(corpus: Path) -> None:
    watch = start("index", corpus, "--watch", "--format", "json")
    try:
        assert watch.stderr is not None
        assert watch.stdout is not None
        assert any("Watching" in line for line in iter(watch.stderr.readline, ""))
        (corpus / ".new.txt.swp").write_text("A lighthouse, being edited.", encoding="utf-8")
        (corpus / "new.txt.tmp").write_text("A lighthouse.", encoding="utf-8")
        (corpus / "new.txt.tmp").rename(corpus / "new.txt")  # so that it is never seen empty
        assert any('"added": 1' in line for line in iter(watch.stdout.readline, ""))
        assert "1 passage" in flori("search", "lighthouse").stdout
    finally:
        watch.send_signal(signal.SIGINT)
        _, stderr = watch.communicate(timeout=BUSY_S)
    assert watch.returncode == 0
    assert stderr == "Stopped watching.\n"


def test_serving_answers_searches_and_stops_when_asked(corpus: Path) -> None:
    flori("index", corpus)
    served = start("serve", "--port", "0")
    try:
        assert served.stderr is not None
        lines = iter(served.stderr.readline, "")
        address = next(match[1] for line in lines if (match := re.search(r"Listening at: (http://\S+)", line)))
        with urllib.request.urlopen(f"{address}/api/v1/search?q=ferry", timeout=BUSY_S) as response:
            assert json.load(response)["total"]["passages"] == 2
    finally:
        served.send_signal(signal.SIGTERM)
        served.communicate(timeout=BUSY_S)
    assert served.returncode == 0


def test_an_evaluation_prints_the_two_measures_and_leaves_the_index_alone(tmp_path: Path) -> None:
    collection = tmp_path / "collection"
    (collection / "qrels").mkdir(parents=True)
    texts = {"d1": "The ferry is late.", "d2": "The tram is late.", "d3": "Nothing of the sort."}
    records = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in texts.items()]
    (collection / "corpus.jsonl").write_text("\n".join(records), encoding="utf-8")
    (collection / "queries.jsonl").write_text('{"_id": "q1", "text": "late ferry"}\n', encoding="utf-8")
    (collection / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td2\t1\n", encoding="utf-8")
    measured = json.loads(flori("eval", collection, "--format", "json").stdout)
    assert (measured["documents"], measured["queries"]) == (3, 1)
    assert measured["recall_at_100"] == 1
    assert measured["ndcg_at_10"] == pytest.approx(0.6309, abs=1e-4)  # relevant, and second: 1 / log2(3)
    printed = flori("eval", collection).stdout
    assert re.search(r"nDCG@10 +0\.631\n", printed)
    assert re.search(r"recall@100 +1\.000\n", printed)
    assert not (tmp_path / "index").exists()


def test_inspecting_writes_a_correction_to_edit_and_shows_what_was_set_by_hand(corpus: Path) -> None:
    written = flori("inspect", "--write", corpus / "letter.txt")
    assert (written.exit_code, written.stdout) == (0, f"{corpus / 'letter.txt.flori.toml'}\n")
    again = flori("inspect", "--write", corpus / "letter.txt")
    assert again.exit_code == 2
    assert "is there already; edit it, or say --force" in again.stderr
    correction = corpus / "letter.txt.flori.toml"
    edited = correction.read_text(encoding="utf-8").replace('url = ""', 'url = "https://ferry.example/"')
    correction.write_text(edited.replace('date = ""', 'date = "2014-05"'), encoding="utf-8")
    (source,) = json.loads(flori("inspect", corpus / "letter.txt", "--format", "json").stdout)
    assert (source["documents"][0]["date_from"], source["documents"][0]["by_hand"]) == ("set by hand", ["date"])
    assert source["url"] == "https://ferry.example/"
    table = flori("inspect", corpus / "letter.txt").stdout
    assert "collected from https://ferry.example/" in table
    assert "set by hand" in table
    correction.write_text('[[document]]\nstarts = "Dear nobody"\n', encoding="utf-8")
    failed = flori("inspect", corpus / "letter.txt")
    assert failed.exit_code == 2
    assert "the words “Dear nobody” (starts) do not occur in the source" in failed.stderr
