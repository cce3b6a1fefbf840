"""What Facebook, Instagram, Reddit, Mastodon and X hand out as JSON, with invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers import UnreadableError, UnreadableRecord, reader_for
from indexer.segmentation import segment
from indexer.structure import StructuredText
from tests.unit.indexer.exported import voices_of, words_of
from tests.unit.indexer.made_files import zip_file
from tests.unit.indexer.structured import read_all, read_one

Fields = dict[str, object]
SENT_MS = 1_620_029_553_000
SENT_S = SENT_MS // 1000


def written(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def conversation(folder: Path, *messages: Fields) -> Path:
    people = [{"name": "Ad\u00c3\u00a8le Birch"}, {"name": "Otto Lisle"}]
    return written(
        folder / "message_1.json",
        {"participants": people, "messages": list(messages), "title": "Otto Lisle", "thread_path": "inbox/otto_1"},
    )


def message(content: str, after_s: int = 0, sender: str = "Ad\u00c3\u00a8le Birch", **further: object) -> Fields:
    return {"sender_name": sender, "timestamp_ms": SENT_MS + 1000 * after_s, "content": content, **further}


def test_a_conversation_is_in_the_order_in_which_it_was_held_with_its_letters_mended(tmp_path: Path) -> None:
    later = message("caf\u00c3\u00a9 \u00f0\u009f\u0091\u008d", 60)
    source = read_one(conversation(tmp_path, later, message("caf\u00e9 \u2014 no", sender="Otto Lisle")))
    one, other = segment(source).drafts
    assert (one.authors, one.date.edtf, one.thread) == (("Otto Lisle",), "2021-05-03T08:12", "Otto Lisle")
    assert (other.authors, other.date.edtf) == (("Adèle Birch",), "2021-05-03T08:13")
    assert words_of(source) == ["café — no", "café 👍"]


def test_what_is_shared_is_quoted_and_what_was_taken_back_or_noted_is_nobodys_statement(tmp_path: Path) -> None:
    share = {"link": "https://argus.example", "share_text": "The ferry is sold."}
    shared = message("Look", type="Share", share=share)
    unsent = message("gone", 1, is_unsent=True)
    call = message("Otto called you.", 2, type="Call", call_duration=3)
    joined = message("Otto joined.", 3, type="Subscribe", users=[{"name": "Otto"}])
    photo = message("", 4, photos=[{"uri": "photos/1.jpg", "creation_timestamp": 1}])
    file = message("", 5, files=[{"uri": "files/minutes.pdf"}])
    source = read_one(conversation(tmp_path, file, photo, joined, call, unsent, shared))
    assert words_of(source) == [
        "Look\n\nQuote:\n\nThe ferry is sold.\n\n[link: https://argus.example]",
        "[file: files/minutes.pdf]",
    ]
    assert voices_of(source) == [("Quote:\n\nThe ferry is sold.", None)]
    assert "[photo: photos/1.jpg]" in source.text
    with pytest.raises(UnreadableError, match="without a single message"):
        read_one(conversation(tmp_path, joined))


def test_a_conversation_that_was_encrypted_is_read_in_its_own_form(tmp_path: Path) -> None:
    def held(text: str, after_s: int, kind: str = "text", **further: object) -> Fields:
        sent = {"senderName": "Ada Birch", "timestamp": SENT_MS + 1000 * after_s, "text": text, "type": kind}
        return {"isUnsent": False, "media": [], "reactions": [], **sent, **further}

    gone = held("", 3, isUnsent=True)
    picture = held("", 2, "media", media=[{"uri": "./media/1.jpeg"}])
    messages = [gone, picture, held("You missed a call", 1, "placeholder"), held("It sails.", 0)]
    people = ["Ada Birch", "Otto Lisle"]
    path = tmp_path / "Otto Lisle_12.json"
    source = read_one(written(path, {"participants": people, "threadName": "Otto Lisle_12", "messages": messages}))
    (draft,) = segment(source).drafts
    assert (draft.authors, draft.date.edtf, draft.thread) == (("Ada Birch",), "2021-05-03T08:12", "Otto Lisle")
    assert words_of(source) == ["It sails."]
    assert "[media: ./media/1.jpeg]" in source.text


def comment(name: str, body: str, parent: str, *replies: Fields, author: str = "bargee", **further: object) -> Fields:
    below: object = listing(*replies) if replies else ""
    data = {"name": name, "author": author, "body": body, "parent_id": parent, "created_utc": SENT_S, "replies": below}
    return {"kind": "t1", "data": {**data, "edited": False, "permalink": f"/r/wick/comments/1/x/{name}/", **further}}


def listing(*children: Fields) -> Fields:
    return {"kind": "Listing", "data": {"after": None, "children": list(children)}}


def post(**further: object) -> Fields:
    data = {"name": "t3_1", "title": "Ferry &amp; weir", "author": "ottoline", "created_utc": SENT_S, "edited": False}
    data |= {"is_self": True, "selftext": "It is &lt;sold&gt;.", "url": "https://a.example", "permalink": "/r/wick/1/"}
    return {"kind": "t3", "data": data | further}


def test_a_thread_of_reddit_is_its_post_and_each_comment_below_what_it_answers(tmp_path: Path) -> None:
    inner = comment("t1_b", "&gt; When?\n\nNow.", "t1_a", author="tom", edited=SENT_S + 60)
    comments = listing(comment("t1_a", "When?", "t3_1", inner), comment("t1_c", "No.", "t3_1"))
    source = read_one(written(tmp_path / "thread.json", [listing(post()), comments]))
    drafts = segment(source).drafts
    assert [draft.authors for draft in drafts] == [("ottoline",), ("bargee",), ("tom",), ("bargee",)]
    assert [draft.reply_to for draft in drafts] == [None, drafts[0].key, drafts[1].key, drafts[0].key]
    assert {draft.thread for draft in drafts} == {"Ferry & weir"}
    assert (drafts[0].title, drafts[0].url) == ("Ferry & weir", "https://www.reddit.com/r/wick/1/")
    assert words_of(source) == ["It is <sold>.", "When?", "> When?\n\nNow.", "No."]
    assert "tom, 2021-05-03 08:12 UTC, edited 2021-05-03 08:13 UTC" in source.text


def test_comments_that_are_gone_are_nobodys_and_those_left_out_are_counted(tmp_path: Path) -> None:
    gone = comment("t1_a", "[deleted]", "t3_1", comment("t1_b", "Why?", "t1_a"), author="[deleted]")
    more: Fields = {"kind": "more", "data": {"count": 1200, "children": ["x"]}}
    path = written(tmp_path / "t.json", [listing(post(selftext="", is_self=False)), listing(gone, more)])
    source, missing = read_all(path)
    assert isinstance(source, StructuredText)
    assert words_of(source) == ["[link: https://a.example]", "Why?"]
    assert isinstance(missing, UnreadableRecord)
    assert missing.reason.startswith("1,200 further comments")


def note(name: str, content: str, **further: object) -> Fields:
    author = "https://wick.example/users/ada"
    told: Fields = {"id": name, "type": "Note", "attributedTo": author, "published": "2021-05-03T08:12:33Z"}
    told |= {"summary": None, "inReplyTo": None, "url": f"{name}/shown", "content": content, "attachment": []}
    return {"id": f"{name}/activity", "type": "Create", "actor": author, "object": told | further}


def outbox(folder: Path, *activities: Fields) -> Path:
    head = {"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection"}
    return written(folder / "outbox.json", {**head, "totalItems": 1, "orderedItems": list(activities)})


def test_an_outbox_gives_the_accounts_posts_and_no_words_of_what_it_passed_on(tmp_path: Path) -> None:
    medium = {"type": "Document", "mediaType": "image/png", "url": "/media/1.png", "name": "The ferry at noon"}
    first = note("https://wick.example/1", "<p>It <b>sails</b>.</p><p>See</p>", summary="Ferries", attachment=[medium])
    answer = note("https://wick.example/2", "<p>When?</p>", inReplyTo="https://wick.example/1")
    boost: Fields = {"id": "x", "type": "Announce", "actor": "https://wick.example/users/ada"}
    boost |= {"published": "2021-05-04T08:12:33Z", "object": "https://sea.example/9"}
    source = read_one(outbox(tmp_path, first, answer, boost))
    assert source.name == "outbox.json#ada@wick.example/2021-05"
    one, other = segment(source).drafts
    assert (one.authors, one.date.edtf, one.url) == (
        ("ada@wick.example",),
        "2021-05-03T08:12",
        "https://wick.example/1/shown",
    )
    assert other.reply_to == one.key
    assert words_of(source)[0] == "Ferries\n\nIt sails.\n\nSee\n\n[image: /media/1.png: The ferry at noon]"
    assert "Announce: https://sea.example/9" in source.text


def test_an_outbox_has_the_name_that_the_account_shows_where_that_lies_beside_it(tmp_path: Path) -> None:
    written(tmp_path / "actor.json", {"id": "https://wick.example/users/ada", "name": "Ada Birch"})
    poll = note("https://wick.example/3", "<p>Sail?</p>", oneOf=[{"type": "Note", "name": "Yes"}])
    (draft,) = segment(read_one(outbox(tmp_path, poll))).drafts
    assert (draft.authors, draft.thread) == (("Ada Birch",), "Posts of Ada Birch")


def tweet(number: int, text: str, **further: object) -> Fields:
    return {
        "tweet": {"id_str": str(number), "full_text": text, "created_at": "Mon May 03 10:12:33 +0200 2021", **further}
    }


def tweets_file(folder: Path, *tweets: Fields) -> Path:
    path = folder / "tweets.js"
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps(tweets)}", encoding="utf-8")
    return path


def test_posts_of_x_are_read_from_the_earliest_on_with_their_links_and_what_they_answer(tmp_path: Path) -> None:
    account = [{"account": {"username": "ada", "accountDisplayName": "Ada Birch", "accountId": "1"}}]
    (tmp_path / "account.js").write_text(f"window.YTD.account.part0 = {json.dumps(account)}")
    links = {"urls": [{"url": "https://t.co/a", "expanded_url": "https://argus.example/ferry"}]}
    answer = tweet(12, "No &amp; no https://t.co/a", in_reply_to_status_id_str="9", entities=links)
    source = read_one(tweets_file(tmp_path, answer, tweet(9, "It sails.")))
    assert source.name == "tweets.js#ada/2021-05"
    one, other = segment(source).drafts
    assert (one.authors, one.date.edtf, one.url) == (("Ada Birch",), "2021-05-03T08:12", "https://x.com/i/status/9")
    assert other.reply_to == one.key
    assert words_of(source) == ["It sails.", "No & no https://argus.example/ferry"]


def test_in_an_archive_too_posts_have_the_name_that_lies_beside_them(tmp_path: Path) -> None:
    actor = {"id": "https://wick.example/users/ada", "name": "Ada Birch"}
    path = outbox(tmp_path, note("https://wick.example/1", "<p>It sails.</p>"))
    account = 'window.YTD.account.part0 = [{"account": {"username": "otto"}}]'
    posts = tweets_file(tmp_path, tweet(1, "No.")).read_text()
    members: dict[str, str | bytes] = {"a/outbox.json": path.read_text(), "a/actor.json": json.dumps(actor)}
    members |= {"data/account.js": account, "data/tweets.js": posts, "elsewhere/outbox.json": path.read_text()}
    read = read_all(zip_file(tmp_path / "d.zip", members))
    sources = [one for one in read if isinstance(one, StructuredText)]
    assert [segment(source).drafts[0].authors for source in sources] == [
        ("Ada Birch",),
        ("@otto",),
        ("ada@wick.example",),
    ]
    assert sources[1].name == "d.zip#data/tweets.js#otto/2021-05"


def test_a_retweet_is_of_whom_it_names(tmp_path: Path) -> None:
    source = read_one(tweets_file(tmp_path, tweet(1, "RT @otto: The ferry is sold.")))
    assert voices_of(source) == [("@otto wrote:\n\nThe ferry is sold.", "@otto")]
    assert segment(source).drafts[0].authors == ()


def test_other_scripts_have_no_reader_as_before(tmp_path: Path) -> None:
    for content in ("window.YTD.follower.part0 = []", "let x = 1;"):
        (tmp_path / "other.js").write_text(content)
        assert reader_for(tmp_path / "other.js") is None
    tweets_file(tmp_path).write_text("window.YTD.tweets.part0 = [{")
    with pytest.raises(UnreadableError, match="no JSON that can be read"):
        read_all(tmp_path / "tweets.js")
