"""The rules of the plugin click_to_tweet."""

from klartext.click_to_tweet.rules.dead_share_link import DeadShareLink
from klartext.click_to_tweet.rules.misread_quote_value import MisreadQuoteValue
from klartext.click_to_tweet.rules.overlong_quote import OverlongQuote
from klartext.click_to_tweet.rules.quote_not_in_article import QuoteNotInArticle
from klartext.click_to_tweet.rules.repeated_quote import RepeatedQuote
from klartext.click_to_tweet.rules.self_promoting_quote import SelfPromotingQuote
from klartext.click_to_tweet.rules.too_many_quotes import TooManyQuotes
from klartext.click_to_tweet.rules.typographic_shortcode import TypographicShortcode
from klartext.click_to_tweet.rules.unknown_quote_attribute import UnknownQuoteAttribute
from klartext.click_to_tweet.rules.unreadable_shortcode import UnreadableShortcode
from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    UnreadableShortcode,
    OverlongQuote,
    QuoteNotInArticle,
    RepeatedQuote,
    TooManyQuotes,
    SelfPromotingQuote,
    UnknownQuoteAttribute,
    MisreadQuoteValue,
    DeadShareLink,
    TypographicShortcode,
)
