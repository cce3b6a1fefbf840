"""Topics of Discourse as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers import UnreadableError
from indexer.segmentation import segment
from tests.unit.indexer.structured import assert_blocks_cover, read_one


def topic_file(folder: Path, topic: object) -> Path:
    path = folder / "topic.json"
    path.write_text(topic if isinstance(topic, str) else json.dumps(topic), encoding="utf-8")
    return path


def post(number: int, username: str, cooked: str) -> dict[str, object]:
    time = f"2014-07-14T04:4{number}:54.000Z"
    return {"username": username, "created_at": time, "cooked": cooked, "post_number": number, "name": "Full Name"}


def test_each_post_has_its_author_its_time_and_its_words_alone(tmp_path: Path) -> None:
    first = post(1, "ottoline", "<p>It does not <b>sail</b>.</p><p>Not on Sunday.</p>")
    second = post(2, "bargee", "<aside><blockquote><p>It does not sail.</p></blockquote></aside><p>It does.</p>")
    note = post(3, "system", "")
    source = read_one(topic_file(tmp_path, {"title": "The ferry", "post_stream": {"posts": [first, second, note]}}))
    assert_blocks_cover(source)
    drafts = segment(source).drafts
    assert [(draft.authors, draft.date.edtf, draft.thread) for draft in drafts] == [
        (("ottoline",), "2014-07-14T04:41", "The ferry"),
        (("bargee",), "2014-07-14T04:42", "The ferry"),
    ]
    assert [source.text[draft.start : draft.end] for draft in drafts] == [
        "It does not sail.\n\nNot on Sunday.",
        "It does not sail.\n\nIt does.",
    ]


def test_a_post_knows_the_one_it_answers(tmp_path: Path) -> None:
    posts = [post(1, "ottoline", "<p>It sails.</p>"), post(3, "bargee", "<p>When?</p>")]
    posts.append(post(4, "ottoline", "<p>At noon.</p>") | {"reply_to_post_number": 3})
    posts.append(post(5, "bargee", "<p>No.</p>") | {"reply_to_post_number": 2})
    source = read_one(topic_file(tmp_path, {"title": "The ferry", "post_stream": {"posts": posts}}))
    drafts = segment(source).drafts
    assert [draft.reply_to for draft in drafts] == [None, None, drafts[1].key, None]


@pytest.mark.parametrize("topic", ["{cut off", "[" * 100_000, {"a": 1}, [], {"post_stream": {"posts": [3, {}]}}])
def test_json_that_is_no_topic_is_refused(tmp_path: Path, topic: object) -> None:
    with pytest.raises(UnreadableError, match=r"it is (?:no )?JSON"):
        read_one(topic_file(tmp_path, topic))
