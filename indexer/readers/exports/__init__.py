"""Readers of the data that chat programs and social sites export: JSON in the form of each of them."""

from indexer.readers.exports.discord import DiscordReader
from indexer.readers.exports.mastodon import MastodonReader
from indexer.readers.exports.recognition import OWNER_FILES, export_reader
from indexer.readers.exports.slack_archive import SlackArchive
from indexer.readers.exports.telegram import TelegramReader
from indexer.readers.exports.tweets import TweetsReader, holds_tweets

__all__ = [
    "OWNER_FILES",
    "DiscordReader",
    "MastodonReader",
    "SlackArchive",
    "TelegramReader",
    "TweetsReader",
    "export_reader",
    "holds_tweets",
]
