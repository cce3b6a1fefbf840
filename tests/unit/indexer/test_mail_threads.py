"""E-mails that answer each other across files: linked whenever they come, as in a fresh build."""

from __future__ import annotations

import random
from pathlib import Path

from indexer.identity import document_ids
from indexer.segmenters.email_message import MESSAGE_IDENTITY
from tests.reliability.indexes import Contents, Dossier, contents, dossier_in, faults

Links = dict[str, tuple[str | None, str | None]]
ROOT = ("Subject: The ferry", "Message-ID: <root@x>")
REPLY = ("Subject: Re: The boat", "Message-ID: <re@x>", "In-Reply-To: <root@x>")
LATER = ("Subject: Aw: late", "Message-ID: <late@x>", "References: <root@x> <re@x>")


def mail(*headers: str, words: str = "It sails.") -> str:
    return "\n".join(["From: Ada Birch <ada@birch.example>", *headers, "", words, ""])


def links(dossier: Dossier) -> Links:
    """Of each source's first document, the name of the source that it answers, and its thread."""
    documents = {source[1]: source[4][0][0] for source in _sources(contents(dossier.settings))}
    names = {document["id"]: name for name, document in documents.items()}
    return {name: (names.get(one["reply_to"]), one["thread"]) for name, one in documents.items()}


def _sources(held: Contents) -> list:  # type: ignore[type-arg]
    sources = held["sources"]
    assert isinstance(sources, list)
    return sources


def test_a_message_answers_one_of_another_file_in_a_thread_named_by_its_root(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    (dossier.corpus / "box" / "new").mkdir(parents=True)
    dossier.write("b.eml", mail(*ROOT))
    dossier.write("a.eml", mail(*REPLY))
    dossier.write("box/cur/1.M1.host:2,S", mail(*LATER))
    dossier.index()
    assert links(dossier) == {
        "a.eml": ("b.eml", "The ferry"),
        "b.eml": (None, "The ferry"),
        "box/cur/1.M1.host:2,S": ("a.eml", "The ferry"),
    }
    assert faults(dossier.settings) == ()


def test_the_answered_message_may_come_later_change_and_go(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("late.eml", mail(*LATER))
    dossier.index()
    assert links(dossier)["late.eml"] == (None, "late")
    root = dossier.write("root.eml", mail(*ROOT))
    dossier.index()
    assert links(dossier)["late.eml"] == ("root.eml", "The ferry")
    dossier.write("re.eml", mail(*REPLY))
    dossier.write("root.eml", mail("Subject: The steamer", "Message-ID: <root@x>"))
    dossier.index()
    assert links(dossier)["late.eml"] == ("re.eml", "The steamer")
    root.unlink()
    dossier.index()
    assert links(dossier)["late.eml"] == ("re.eml", "The boat")


def test_messages_of_a_mailbox_answer_each_other_and_those_of_other_files(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    begin = "From ada@birch.example  Thu May 14 06:46:09 2015\n"
    dossier.write("list.mbox", begin + mail(*LATER) + "\n" + begin + mail(*REPLY))
    dossier.write("root.eml", mail(*ROOT))
    dossier.index()
    assert links(dossier)["list.mbox#late@x"] == ("list.mbox#re@x", "The ferry")
    assert links(dossier)["list.mbox#re@x"] == ("root.eml", "The ferry")


def test_of_several_copies_the_one_that_lies_closest_is_answered(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    for folder in ("archive", "inbox"):
        dossier.write(f"{folder}/root.eml", mail(*ROOT))
        dossier.write(f"{folder}/re.eml", mail(*REPLY))
    dossier.write("late.eml", mail(*LATER))
    dossier.index()
    found = links(dossier)
    assert found["inbox/re.eml"][0] == "inbox/root.eml"
    assert found["archive/re.eml"][0] == "archive/root.eml"
    assert found["late.eml"][0] == "archive/re.eml"


def test_what_a_person_said_of_an_answer_and_a_thread_holds(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("root.eml", mail(*ROOT))
    dossier.write("re.eml", mail(*REPLY))
    said = '[[document]]\nstarts = "It sails."\nreply_to = ""\nthread = "Boats"\n'
    dossier.write("re.eml.flori.toml", said)
    dossier.write("late.eml", mail(*LATER))
    dossier.index()
    found = links(dossier)
    assert found["re.eml"] == (None, "Boats")
    assert found["late.eml"][0] == "re.eml"


def test_what_is_quoted_in_a_message_is_in_its_thread(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    letter = (
        "Bad news.\n\nThe text of the open letter is as follows:\n\n"
        "The crossing at Sable Lane is the only way to school for sixty children. To shut it is to send them along a "
        "road without a pavement, past a quarry, in the dark of winter.\n\n"
        "We have counted the trains. There are nine a day. No accident has happened there since it was built.\n\n"
        "We call on you to publish the risk assessment, and to walk the road with us before anything is decided."
    )
    dossier.write("re.eml", mail(*REPLY, words=letter))
    dossier.index()
    dossier.write("root.eml", mail(*ROOT))
    dossier.index()
    (id_of_reply,) = document_ids("re.eml", [MESSAGE_IDENTITY])
    (documents,) = [source[4] for source in _sources(contents(dossier.settings)) if source[1] == "re.eml"]
    quoted = [document for document, _ in documents if document["quoted_in"] == id_of_reply]
    assert [document["thread"] for document in quoted] == ["The ferry"]


def test_messages_that_answer_each_other_in_a_circle_are_linked_all_the_same(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("a.eml", mail("Subject: A", "Message-ID: <a@x>", "In-Reply-To: <b@x>"))
    dossier.write("b.eml", mail("Subject: B", "Message-ID: <b@x>", "In-Reply-To: <a@x> <b@x>"))
    dossier.index()
    assert links(dossier) == {"a.eml": ("b.eml", "B"), "b.eml": ("a.eml", "A")}


def test_many_small_changes_come_to_what_a_fresh_build_finds(tmp_path: Path) -> None:
    chance = random.Random(20150626)
    dossier = dossier_in(tmp_path / "grown")
    for _ in range(5):
        for number in chance.sample(range(12), 5):
            path = dossier.corpus / f"{number % 2}/{number}.eml"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                follows = " ".join(f"<{chance.randrange(8)}@x>" for _ in range(chance.randrange(3)))
                own = f"Message-ID: <{number % 8}@x>"
                headers = (f"Subject: Talk {chance.randrange(99)}", own, f"References: {follows}")
                dossier.write(f"{number % 2}/{number}.eml", mail(*headers, words=f"Boat {number}."))
        dossier.index()
    fresh = Dossier(dossier.corpus, dossier_in(tmp_path / "fresh").settings)
    fresh.index(dossier.corpus)
    assert any(answered for answered, _ in links(fresh).values())
    assert links(dossier) == links(fresh)
    assert contents(dossier.settings)["sources"] == contents(fresh.settings)["sources"]
