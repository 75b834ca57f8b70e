/// What an element of HTML means for the text of its page.
enum HTMLElement {
  /// Elements whose content is no text of the page: scripts, navigation, what stands around the content, controls of forms.
  ///
  /// A form itself is none of them, since some systems wrap whole pages in one.
  static let skipped: Set<String> = [
    "script", "style", "template", "noscript", "noframes", "iframe", "object", "applet", "embed", "svg", "math",
    "canvas", "audio",
    "video", "map", "nav", "header", "footer", "aside", "menu", "button", "select", "textarea", "input", "label",
    "legend",
    "option", "optgroup", "datalist", "dialog", "rt", "rp",
  ]

  /// Roles of elements (WAI-ARIA) that are as good as those.
  static let skippedRoles: Set<String> = [
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar",
  ]

  /// Elements within a line; all others end paragraphs.
  static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd",
    "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
    "slot", "blink", "basefont",
  ]

  /// Elements that keep their white space.
  static let kept: Set<String> = ["pre", "listing", "xmp", "plaintext"]

  /// The field of a `meta` element by its name, property or itemprop in lower case.
  static func field(_ name: String) -> String? {
    switch name {
    case "description", "og:description", "dc.description", "dcterms.description", "dcterms.abstract": "description"
    case "author", "article:author", "dc.creator", "dcterms.creator", "dc.author", "sailthru.author": "author"
    case "keywords", "news_keywords", "dc.subject", "dcterms.subject": "keywords"
    case "article:published_time", "og:published_time", "date", "dc.date", "dc.date.issued", "dc.date.created",
      "dcterms.date",
      "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish_date", "publication_date",
      "datepublished",
      "article.published", "sailthru.date", "cxenseparse:recs:publishtime":
      "date"
    case "og:site_name": "site"
    default: nil
    }
  }
}
