# Shared by the scripts that make the expected files of test/reference. Run them from that folder:
# Rscript r/estimates.R. R 4.2.2 with survey 4.1-1 and jsonlite; the tests need only the files.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "fail", survey.ultimate.cluster = FALSE, warn = 1)

write_json_file <- function(x, path)
  writeLines(toJSON(x, digits = NA, auto_unbox = TRUE, na = "null", null = "null", pretty = 1, dataframe = "rows"), path)

write_table <- function(df, path) {
  num <- vapply(df, is.double, TRUE)
  df[num] <- lapply(df[num], function(x) ifelse(is.na(x), NA, format(x, digits = 15, trim = TRUE, scientific = FALSE, drop0trailing = TRUE)))
  write.csv(df, path, row.names = FALSE, na = "", quote = FALSE)
}

number <- function(x) as.numeric(x)

# a mean, total or ratio: one row a term, t interval on the degrees of freedom of the design
figure <- function(s, des, df = degf(des)) {
  est <- number(coef(s)); se <- number(SE(s)); t <- qt(.975, df)
  out <- data.frame(term = if (is.null(names(coef(s)))) seq_along(est) else names(coef(s)), estimate = est, se = se,
    ciLow = est - t * se, ciHigh = est + t * se, df = df)
  d <- tryCatch(suppressWarnings(number(deff(s))), error = function(e) NULL)
  if (length(d) == length(est)) out$deff <- d
  out
}

share <- function(f, des, methods = c("logit", "beta", "asin", "mean", "xlogit", "likelihood"), ...)
  do.call(rbind, lapply(methods, function(m) {
    p <- tryCatch(suppressWarnings(svyciprop(f, des, method = m, ...)), error = function(e) NULL)
    if (is.null(p)) return(data.frame(method = m, estimate = NA, se = NA, ciLow = NA, ciHigh = NA))
    ci <- number(attr(p, "ci"))
    # at 0 and 1 the standard error is rounding, and an interval made from it too
    if (m != "mean" && sqrt(number(attr(p, "var"))) < 1e-10) ci <- c(NA, NA)
    data.frame(method = m, estimate = number(p), se = sqrt(number(attr(p, "var"))), ciLow = ci[1], ciHigh = ci[2])
  }))

quantiles <- function(f, des, p, qrule = "math", interval = "mean") {
  m <- svyquantile(f, des, quantiles = p, ci = TRUE, interval.type = interval, qrule = qrule, na.rm = TRUE)[[1]]
  data.frame(p = p, estimate = m[, 1], ciLow = m[, 2], ciHigh = m[, 3], se = m[, 4], qrule = qrule, interval = interval, row.names = NULL)
}

test <- function(f, des, stats = c("F", "Chisq", "Wald", "adjWald"))
  do.call(rbind, lapply(stats, function(s) {
    r <- suppressWarnings(svychisq(f, des, statistic = s)); p <- number(r$parameter)
    data.frame(statistic = s, value = number(r$statistic)[1], ndf = p[1], ddf = if (length(p) > 1) p[2] else NA, p = number(r$p.value)[1])
  }))

ttest <- function(f, des) { t <- svyttest(f, des); ci <- number(t$conf.int)
  data.frame(t = number(t$statistic), df = number(t$parameter), p = number(t$p.value), estimate = number(t$estimate), ciLow = ci[1], ciHigh = ci[2]) }

domains <- function(b, des) { est <- number(coef(b)); se <- number(as.matrix(SE(b))); t <- qt(.975, degf(des))
  data.frame(domain = names(coef(b)), estimate = est, se = se, ciLow = est - t * se, ciHigh = est + t * se) }
