# Comparisons: Rscript r/compare.R, from the folder that holds r/. Base R only.
suppressPackageStartupMessages(library(jsonlite))
options(digits = 15)
RNGversion("4.2.0"); set.seed(20260301)

# Newcombe 1998, method 10, from the score intervals of prop.test; the p value where the range ends at 0, by uniroot
score <- function(y, n, level) if (y == 0 && n == 0) c(0, 1) else as.numeric(prop.test(y, n, conf.level = level, correct = FALSE)$conf.int)
newcombe <- function(y1, n1, y2, n2, level = .95) {
  p1 <- y1 / n1; p2 <- y2 / n2
  suppressWarnings({a <- score(y1, n1, level); b <- score(y2, n2, level)})
  c(p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2))
}
chance <- function(y1, n1, y2, n2) {
  if (y1 / n1 == y2 / n2) return(1)
  if (y1 / n1 < y2 / n2) return(chance(y2, n2, y1, n1))
  z <- uniroot(function(z) newcombe(y1, n1, y2, n2, 1 - 2 * pnorm(-z))[1], c(1e-6, 8), tol = 1e-13)$root
  2 * pnorm(-z)
}
pairs <- data.frame(y1 = c(56, 9, 6, 5, 10, 120, 300), n1 = c(70, 10, 7, 56, 10, 400, 900),
                    y2 = c(48, 3, 2, 0, 0, 110, 280), n2 = c(80, 10, 7, 29, 20, 380, 900))
differences <- do.call(rbind, lapply(seq_len(nrow(pairs)), function(i) { r <- pairs[i, ]
  ci <- newcombe(r$y1, r$n1, r$y2, r$n2)
  data.frame(r, ciLow = ci[1], ciHigh = ci[2], p = chance(r$y1, r$n1, r$y2, r$n2)) }))

# a part against its whole, by the covariance of the two means over the people themselves
whole <- c(rep(1, 90), rep(0, 110), rep(1, 160), rep(0, 240)); part <- seq_along(whole) <= 200
p <- mean(whole[part]); q <- mean(whole[!part]); share <- mean(!part)
se <- share * sqrt(p * (1 - p) / (sum(part) - 1) + q * (1 - q) / (sum(!part) - 1))

values <- c(runif(12), .001, .004, .004, .03, 1, 1e-9)
writeLines(toJSON(list(differences = differences, part = list(n = 200, y = 90, wholeN = 600, wholeY = 250,
  difference = p - mean(whole), se = se), p = values, adjusted = p.adjust(values, "BH")),
  digits = NA, auto_unbox = TRUE, pretty = 1, dataframe = "rows"), "compare.expected.json")
