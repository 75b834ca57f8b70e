"""Plain text out of the formats in which Debian ships documentation: HTML and other markup, manual pages, text."""

import gzip
import html
import re

# Blocks that are no running text.
_SKIPPED = re.compile(rb"(?is)<(script|style|pre|svg|math|head|nav|programlisting|screen)\b.*?</\1\s*>|<!--.*?-->|<\?.*?\?>")
_BLOCK = re.compile(
    rb"(?i)</?(?:p|div|br|li|ul|ol|dl|dt|dd|td|th|tr|table|h[1-6]|section|article|blockquote|para|title|item|note|listitem"
    rb"|entry|row|sect[1-5]|simpara|term|varlistentry|html|body|main|header|footer|aside|hr|form|option|figure)\b[^<>]*>"
)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANK = re.compile(r"\n[ \t]*\n[\s]*")
_ROFF_ESCAPE = re.compile(r"\\f(?:\[[^\]]*\]|\(..|.)|\\s[-+]?\d|\\\*(?:\[[^\]]*\]|\(..|.)|\\[&/,|^%!cduz:)]")
_ROFF_CHARACTER = {
    r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\(co": "©", r"\(bu": "•", r"\(em": "—", r"\(en": "–", r"\e": "\\",
    r"\(lq": "“", r"\(rq": "”", r"\(Bq": "„", r"\(cq": "’", r"\(oq": "‘", r"\~": " ", r"\ ": " ", r"\'": "´", r"\`": "`",
    r"\(ga": "`", r"\(ha": "^", r"\(ti": "~", r"\(rs": "\\",
}  # fmt: skip
_ROFF_NAMED = re.compile(r"\\\(..|\\[-e~ '`]")
# Requests of manual pages whose arguments are text.
_ROFF_TEXT = {"B", "I", "BR", "RB", "BI", "IB", "IR", "RI", "SM", "SB"}


def decode(data):
    """UTF-8 where it is that, Latin-1 otherwise."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def from_markup(data):
    """The text of HTML, DocBook or Mallard, one line a block."""
    data = data.replace(b"\r", b"").replace(b"\n", b" ")
    data = _BLOCK.sub(b"\n\n", _SKIPPED.sub(b" ", data))
    return html.unescape(decode(_TAG.sub(b"", data)))


def from_roff(data):
    """The running text of a manual page; tables, requests and examples are left out."""
    paragraphs, lines, example = [], [], False
    for line in decode(data).split("\n"):
        if line.startswith((".", "'")):
            words = line[1:].split(None, 1)
            request = words[0] if words else ""
            if request in ("nf", "EX", "TS"):
                example = True
            elif request in ("fi", "EE", "TE"):
                example = False
            elif request in _ROFF_TEXT and len(words) > 1:
                lines.append(words[1].replace('"', ""))
            elif request in ("PP", "P", "LP", "TP", "IP", "SH", "SS", "HP", "RS", "RE", "sp", "br"):
                paragraphs.append(" ".join(lines))
                lines = []
        elif not example:
            lines.append(line)
    paragraphs.append(" ".join(lines))
    text = _ROFF_ESCAPE.sub("", "\n\n".join(paragraphs))
    return _ROFF_NAMED.sub(lambda found: _ROFF_CHARACTER.get(found.group(), ""), text)


def from_file(path):
    """The text of a file by its name, or None where it holds none."""
    name = path.lower()
    packed = name.endswith((".gz", ".dz"))
    if packed:
        name = name[:-3]
    kind = name.rsplit(".", 1)[-1]
    manual = "/man/" in path and kind[:1].isdigit()
    plain = kind in ("txt", "text", "rst", "md", "dict", "pod", "tutor") or "/games/fortunes/" in path and kind != "dat"
    markup = kind in ("html", "htm", "xhtml", "page", "docbook", "xml") or re.search(r"\.html\.[a-z]{2}(-[a-z]{2})?(\.utf8)?$", name)
    if not (manual or plain or markup or kind == "lyx"):
        return None
    try:
        with (gzip.open if packed else open)(path, "rb") as file:
            data = file.read(64 << 20)
    except (OSError, EOFError, gzip.BadGzipFile):
        return None
    if b"\0" in data[:4096]:
        return None
    if markup:
        return from_markup(data)
    if manual:
        return from_roff(data)
    return decode(data)


def paragraphs(text):
    """The paragraphs of a text that read like language, each on one line."""
    for block in _BLANK.split(text):
        block = _SPACE.sub(" ", block.replace("\n", " ")).strip()
        # Three words at least, and letters for the most part: tables, rules and code are left out.
        if len(block) < 20 or block.count(" ") < 3:
            continue
        sample = block[:2000]
        letters = sum(map(str.isalpha, sample)) + sample.count(" ")
        if letters * 10 >= len(sample) * 8:
            yield block
