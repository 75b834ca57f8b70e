# The lengths of sentences by quantiles. An example of an analyzer in R: the JSON lines that it speaks are described in
# docs/worker-protocol.md. Needs R and its package jsonlite.

suppressWarnings(if (!requireNamespace("jsonlite", quietly = TRUE)) stop("the R package jsonlite is missing"))

answer <- function(value) {
  cat(jsonlite::toJSON(value, auto_unbox = TRUE, null = "null", digits = NA), "\n", sep = "")
  flush(stdout())
}

card <- list(
  name = "sentence-length", summary = "Measures how long sentences are: quantiles of their words.",
  columns = list(
    list(name = "sentences", kind = "integer", summary = "Sentences with a word."),
    list(name = "mean", kind = "real", summary = "The mean number of words."),
    list(name = "q25", kind = "real", summary = "The first quartile."),
    list(name = "median", kind = "real", summary = "The median."),
    list(name = "q75", kind = "real", summary = "The third quartile.")),
  examples = list(list("news-de | sentence-length", "How long the sentences of a corpus are.")))

# A partial is how many sentences there are of each length: lists of lengths and of counts.
partials <- new.env()
merged <- function(states) {
  lengths <- unlist(lapply(states, function(s) rep(as.integer(unlist(s$lengths)), as.integer(unlist(s$counts)))))
  table <- table(factor(lengths, levels = sort(unique(lengths))))
  list(lengths = I(as.integer(names(table))), counts = I(as.integer(table)))
}

take <- list(
  hello = function(value) answer(list(hello = list(protocol = 1, analyzers = list(card), annotators = list()))),
  open = function(value) { rm(list = ls(partials), envir = partials); answer(list(opened = TRUE)) },
  vocabulary = function(value) NULL,
  document = function(value) {
    forms <- unlist(value$forms)
    starts <- unlist(value$sentences)
    if (length(forms) == 0) return(NULL)
    sentence <- findInterval(seq_along(forms) - 1, starts)
    lengths <- as.integer(table(sentence[forms >= 0]))
    key <- as.character(value$partial)
    partials[[key]] <- c(partials[[key]], lengths)
  },
  sync = function(value) answer(list(synced = TRUE)),
  encode = function(value) {
    lengths <- partials[[as.character(value)]]
    answer(list(partial = merged(list(list(lengths = lengths, counts = rep(1L, length(lengths)))))))
  },
  merge = function(value) answer(list(partial = merged(value))),
  finish = function(value) {
    lengths <- rep(as.integer(unlist(value$partial$lengths)), as.integer(unlist(value$partial$counts)))
    q <- if (length(lengths)) as.numeric(quantile(lengths, c(.25, .5, .75))) else c(NA, NA, NA)
    row <- list(length(lengths), if (length(lengths)) mean(lengths) else NA, q[1], q[2], q[3])
    answer(list(report = list(tables = list(list(rows = list(row))))))
  })

input <- file("stdin", open = "r", encoding = "UTF-8")
while (length(line <- readLines(input, n = 1, warn = FALSE)) > 0) {
  message <- jsonlite::fromJSON(line, simplifyVector = FALSE)
  tryCatch(take[[names(message)[1]]](message[[1]]), error = function(e) {
    answer(list(failed = list(message = conditionMessage(e))))
  })
}
