"""How forum engines build their pages: one table of XPath expressions, and no code for any of them."""

from __future__ import annotations

from dataclasses import dataclass


def _class(*names: str) -> str:
    """An XPath condition: the element has one of these classes."""
    return " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)


@dataclass(frozen=True, slots=True)
class PageEngine:
    """Where a page has its posts, and a post its parts.

    `posts` selects from the page, the others from a post; of what they select the first counts. `author` may select
    an attribute. Where `date` selects several, the one that says most counts.
    """

    name: str
    posts: str
    author: str
    date: str
    body: str
    subject: str = "./@none"


_COMMENT = "contains(@itemtype, 'schema.org/Comment')"


def _marked_up(posts: str) -> PageEngine:
    """Posts that microdata marks up, as any engine may."""
    return PageEngine(
        "microdata",
        posts=posts,
        author=".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author']",
        date=".//*[@itemprop='datePublished' or @itemprop='dateCreated']",
        body=".//*[@itemprop='text' or @itemprop='articleBody' or @itemprop='commentText']",
    )


MARKED_COMMENTS = _marked_up(f"//*[{_COMMENT}]")

_OWN = f"./div[not(.//div[{_class('forwarded')}])]"  # of a message in Telegram, its part that is not forwarded

PAGE_ENGINES = (
    _marked_up(f"//*[contains(@itemtype, 'schema.org/DiscussionForumPosting') or {_COMMENT}]"),
    PageEngine(
        "phpBB 3",
        posts=f"//div[starts-with(@id, 'p') and ({_class('post')})]",
        author=f".//p[{_class('author')}]//strong | .//*[{_class('username', 'username-coloured')}]",
        date=f".//p[{_class('author')}]",
        body=f".//div[{_class('content')}]",
        subject=".//h3",
    ),
    PageEngine(
        "phpBB 3 subsilver",
        posts=f"//table[.//*[{_class('postauthor')}] and .//div[{_class('postbody')}] and not(.//table//table//table)]",
        author=f".//*[{_class('postauthor')}]",
        date=f".//*[b[starts-with(., 'Posted')]] | .//td[{_class('gensmall')}]",
        body=f".//div[{_class('postbody')}]",
    ),
    PageEngine(
        "phpBB 2",
        posts=f"//tr[td/span[{_class('name')}] and .//span[{_class('postbody')}]]",
        author=f"./td/span[{_class('name')}]/b | ./td/span[{_class('name')}]",
        date=f"./td[2]//span[{_class('postdetails')}]",
        body=f".//td[span[{_class('postbody')}]]",
    ),
    PageEngine(
        "SMF 2",
        posts=f"//div[{_class('post_wrapper')}]",
        author=f".//div[{_class('poster')}]/h4//a | .//div[{_class('poster')}]/h4",
        date=f".//div[{_class('keyinfo')}] | .//*[{_class('postinfo')}]",
        body=f".//div[{_class('inner')}]",
        subject=f".//div[{_class('keyinfo')}]//h5",
    ),
    PageEngine(
        "SMF 1",
        posts=f"//tr[td/table//div[{_class('post')}] and .//b/a[contains(@href, 'action=profile')]]",
        author=".//b/a[contains(@href, 'action=profile')]",
        date=f".//div[{_class('smalltext')}]",
        body=f".//div[{_class('post')}]",
    ),
    PageEngine(
        "vBulletin 3",
        posts="//table[starts-with(@id, 'post') and .//*[starts-with(@id, 'post_message_')]]",
        author=f".//*[{_class('bigusername')}] | .//div[starts-with(@id, 'postmenu_')]",
        date=f".//td[{_class('thead')}]",
        body=".//*[starts-with(@id, 'post_message_')]",
    ),
    PageEngine(
        "vBulletin 4",
        posts=f"//li[starts-with(@id, 'post_') and .//*[{_class('postcontent')}]]",
        author=f".//*[{_class('username')}]",
        date=f".//*[{_class('postdate', 'date')}]",
        body=f".//*[{_class('postcontent')}]",
    ),
    PageEngine(
        "vBulletin 5",
        posts=f"//li[{_class('b-post')}]",
        author=f".//*[{_class('author')}]//a | .//*[{_class('author')}]",
        date=f".//time | .//*[{_class('b-post__timestamp')}]",
        body=f".//*[{_class('js-post__content-text')}]",
    ),
    PageEngine(
        "Vanilla",
        posts=f"//*[{_class('ItemDiscussion', 'ItemComment')}]",
        author=f".//*[{_class('Author')}]//*[{_class('Username')}] | .//a[{_class('Username')}]",
        date=".//time",
        body=f".//*[{_class('Message')}]",
    ),
    PageEngine(
        "MyBB",
        posts="//*[starts-with(@id, 'post_') and .//*[starts-with(@id, 'pid_')]]",
        author=f".//*[{_class('author_information')}]//a | .//*[{_class('largetext')}]",
        date=f".//*[{_class('post_date')}] | .//td[{_class('smalltext')}] | .//span[{_class('smalltext')}]",
        body=".//*[starts-with(@id, 'pid_')]",
    ),
    PageEngine(
        "XenForo",
        posts=f"//*[@data-author and ({_class('message')})]",
        author="./@data-author",
        date=f".//*[{_class('message-attribution', 'messageMeta')}]//*[{_class('u-dt', 'DateTime')}] | .//time",
        body=f".//*[{_class('message-body')}]//*[{_class('bbWrapper')}] | .//*[{_class('messageText')}]",
    ),
    PageEngine(
        "Discourse",
        posts=f"//article[@data-post-id] | //*[{_class('crawler-post')}]",
        author=f".//*[{_class('creator')}]//*[@itemprop='name'] | .//*[{_class('names')}]//a",
        date=f".//time | .//*[{_class('post-date')}]//*[@title]",
        body=f".//*[{_class('cooked')}] | ./div[{_class('post')}]",
    ),
    PageEngine(
        "Invision",
        posts=f"//article[{_class('ipsComment')}]",
        author=f".//*[{_class('ipsComment_author', 'cAuthorPane_author')}]//h3//a | .//h3//a",
        date=".//time",
        body=".//*[@data-role='commentContent']",
    ),
    PageEngine(
        "FluxBB",
        posts=f"//div[{_class('blockpost')}]",
        author=".//dt/strong",
        date=".//h2",
        body=f".//div[{_class('postmsg')}]",
    ),
    PageEngine(
        "Hacker News",
        posts=f"//tr[{_class('comtr')}]",
        author=f".//*[{_class('hnuser')}]",
        date=f".//*[{_class('age')}]",
        body=f".//*[{_class('commtext')}]",
    ),
    PageEngine(
        "Stack Exchange",
        posts=f"//div[{_class('postcell', 'answercell')}] | //li[{_class('js-comment')}]",
        author=f"(.//*[{_class('user-details')}])[last()]//a | .//a[{_class('comment-user')}]",
        date=f"(.//*[{_class('user-action-time')}])[last()] | .//*[{_class('comment-date')}]",
        body=f".//*[{_class('js-post-body', 'post-text')}] | .//*[{_class('comment-copy')}]",
    ),
    PageEngine(
        "Reddit",
        posts=f"//div[{_class('thing')} and @data-author]/div[{_class('entry')}]",
        author="../@data-author",
        date=".//time",
        body=f".//*[{_class('usertext-body')}]//*[{_class('md')}]",
        subject=f".//p[{_class('title')}]/a",
    ),
    PageEngine(
        "Lemmy",
        posts=f"//*[{_class('post-listing')}] | //article[{_class('comment-node')}]",
        author=f".//a[{_class('person-listing')}]",
        date=f".//*[{_class('moment-time')}]",
        body=f".//*[@id='postContent'] | .//*[{_class('comment-content')}] | .//*[{_class('md-div')}]",
        subject=f".//*[{_class('post-title')}]//h1",
    ),
    PageEngine(
        "Mastodon",
        posts=f"//div[{_class('detailed-status', 'status')}]",
        author=f".//*[{_class('display-name__html')}]",
        date=f".//*[{_class('detailed-status__datetime', 'status__relative-time')}]",
        body=f".//*[{_class('status__content')}]",
    ),
    # What was forwarded is of whoever wrote it, and of then; a message below another of the same person has no name.
    PageEngine(
        "Telegram's export",
        posts=f"//div[({_class('message')}) and ({_class('default')})]",
        author=f".//div[{_class('forwarded')}]/div[{_class('from_name')}]/text()"
        f" | {_OWN}/div[{_class('from_name')}] | self::*[{_class('joined')} and {_OWN}]"
        f"/preceding-sibling::*[./div/div[{_class('from_name')}]][1]/div/div[{_class('from_name')}]",
        date=f".//div[{_class('forwarded')}]//span[{_class('date')}] | {_OWN}/div[{_class('date')}]",
        body=f".//div[{_class('text')}]",
        subject=f"//div[{_class('page_header')}]//div[{_class('text')}]",
    ),
    PageEngine(
        "Discord's exporter",
        posts=f"//*[{_class('chatlog__message-container')}]",
        author=f".//*[{_class('chatlog__author')}] | ../*//*[{_class('chatlog__author')}]",
        date=f".//*[{_class('chatlog__timestamp', 'chatlog__short-timestamp')}]",
        body=f".//*[{_class('chatlog__content')}]",
    ),
    PageEngine(
        "Messenger's and Instagram's export",
        posts=f"//div[({_class('uiBoxWhite')}) and ./*[{_class('_a6-h')}] and ./*[{_class('_a6-o')}]]",
        author=f"./*[{_class('_a6-h')}]",
        date=f"./*[{_class('_a6-o')}]",
        body=f"./*[{_class('_a6-p')}]/div/div[2] | ./*[({_class('_a6-p')}) and not(./div/div[2])]",
    ),
    PageEngine(
        "Blogger",
        posts=f"//dt[{_class('comment-author')}]",
        author="./a[last()]",
        date=f"./following-sibling::dd[{_class('comment-footer')}][1]",
        body=f"./following-sibling::dd[1][{_class('comment-body')}]",
    ),
    PageEngine(
        "Drupal",
        posts=f"//*[({_class('node', 'comment', 'forum-post')}) and .//*[{_class('submitted', 'author-name')}]]",
        author=f".//*[{_class('username', 'author-name')}] | .//*[{_class('submitted')}]/a[1]",
        date=f".//*[{_class('submitted', 'posted-on', 'forum-posted-on')}] | .//time",
        body=f".//*[{_class('content', 'field-name-body', 'field-name-comment-body')}]",
        subject=f".//h3[{_class('title')}]",
    ),
)
