# Makes ../weights.expected.json and ../apiclus1.csv. Run from this folder: Rscript weights.R
# R 4.2.2, survey 4.1-1, jsonlite. Only needed to make the files again.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "fail")
data(api)
C <- list()
add <- function(id, call, ...) C[[length(C) + 1]] <<- list(id = id, r_call = call, ...)
w <- function(d) as.numeric(weights(d))
# mean and total of api00 and enroll, with their standard errors
estimates <- function(d) {
  d <- subset(d, !is.na(enroll) & weights(d) > 0)
  m <- svymean(~api00 + enroll, d); t <- svytotal(~api00 + enroll, d)
  rbind(data.frame(of = "mean", term = names(coef(m)), estimate = as.numeric(coef(m)), se = as.numeric(SE(m))),
        data.frame(of = "total", term = names(coef(t)), estimate = as.numeric(coef(t)), se = as.numeric(SE(t))))
}
full <- function(id, call, d, ...) add(id, call, weights = w(d), estimates = estimates(d), ...)
# Strict trimming as the notes of the fixtures describe it: survey's own strict=TRUE can recurse for ever on rounding.
trim_strict <- function(w, upper, tol = 1e-12) {
  for (i in 1:1000) {
    hi <- w > upper * (1 + tol); if (!any(hi)) return(pmin(w, upper))
    at <- w >= upper * (1 - tol); excess <- sum(w[hi] - upper); w[hi] <- upper
    w[!at] <- w[!at] + excess / sum(!at)
  }
  stop("trimming did not end")
}
table1 <- function(v) { t <- table(apipop[[v]]); setNames(data.frame(names(t), as.vector(t)), c(v, "Freq")) }
control <- list(maxit = 1000, epsilon = 1e-13)

c1 <- apiclus1[, c("cds", "dnum", "stype", "sch.wide", "comp.imp", "awards", "api00", "enroll", "pw", "fpc")]
write.csv(format(c1, digits = 15, trim = TRUE), "../apiclus1.csv", row.names = FALSE)
srs <- svydesign(id = ~1, weights = ~pw, fpc = ~fpc, data = apisrs)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
clus <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
enroll <- sum(apipop$enroll, na.rm = TRUE)
greg <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, enroll = enroll)
margins <- list(stype = table1("stype"), sch.wide = table1("sch.wide"), awards = table1("awards"), comp.imp = table1("comp.imp"))

full("linear.enroll", "calibrate(srs, ~stype+enroll, greg)", calibrate(srs, ~stype + enroll, greg))
full("linear.clustered", "calibrate(clus, ~stype+enroll, greg)", calibrate(subset(clus, !is.na(enroll)), ~stype + enroll, greg))
full("linear.bounded", "calibrate(srs, ~stype+enroll, greg, bounds=c(.6,1.4))",
  calibrate(srs, ~stype + enroll, greg, bounds = c(.6, 1.4), epsilon = 1e-12))
full("logit.enroll", "calibrate(srs, ~stype+enroll, greg, calfun='logit', bounds=c(.5,1.6))",
  calibrate(srs, ~stype + enroll, greg, calfun = "logit", bounds = c(.5, 1.6), epsilon = 1e-12))
full("logit.stratified", "calibrate(strat, ~stype+sch.wide+enroll, totals, calfun='logit', bounds=c(.7,1.5))",
  calibrate(strat, ~stype + sch.wide + enroll, c(greg[1:3], sch.wideYes = 5122, greg[4]), calfun = "logit", bounds = c(.7, 1.5), epsilon = 1e-12))

ps <- postStratify(strat, ~sch.wide, margins$sch.wide) # weights differ within a post-stratum
full("post-stratified.unequal", "postStratify(strat, ~sch.wide, pop)", ps)
full("post-stratified.clustered", "postStratify(clus, ~stype, pop)", postStratify(clus, ~stype, margins$stype))
domain <- function(id, d) {
  m <- svyby(~api00, ~comp.imp, d, svymean); t <- svyby(~enroll, ~comp.imp, d, svytotal)
  add(id, "svyby(~api00, ~comp.imp, d, svymean); svyby(~enroll, ~comp.imp, d, svytotal)",
    domains = rbind(data.frame(of = "mean", term = "api00", domain = names(coef(m)), estimate = as.numeric(coef(m)), se = as.numeric(SE(m))),
                    data.frame(of = "total", term = "enroll", domain = names(coef(t)), estimate = as.numeric(coef(t)), se = as.numeric(SE(t)))))
}
domain("post-stratified.domains", postStratify(srs, ~stype, margins$stype))

rs <- rake(strat, list(~sch.wide, ~awards), margins[c("sch.wide", "awards")], control = control)
full("raked.stratified", "rake(strat, list(~sch.wide,~awards), margins)", rs)
domain("raked.domains", rs)
rc <- rake(clus, list(~stype, ~sch.wide), margins[c("stype", "sch.wide")], control = control)
full("raked.clustered", "rake(clus, list(~stype,~sch.wide), margins)", rc)
cross <- as.data.frame(table(stype = apipop$stype, sch.wide = apipop$sch.wide))
full("raked.crossed", "rake(srs, list(~stype+sch.wide, ~comp.imp), list(cross, margin))",
  rake(srs, list(~stype + sch.wide, ~comp.imp), list(cross, margins$comp.imp), control = control),
  population = setNames(as.list(cross$Freq), paste(cross$stype, cross$sch.wide, sep = ".")))

full("trimmed.once", "trimWeights(raked.stratified, upper=45, lower=16)", trimWeights(rs, upper = 45, lower = 16))
add("trimmed.strict", "trim_strict(weights(raked.stratified), 45)", weights = trim_strict(w(rs), 45))
full("raked.again", "rake(trimWeights(raked.stratified, upper=45), list(~sch.wide,~awards), margins)",
  rake(trimWeights(rs, upper = 45), list(~sch.wide, ~awards), margins[c("sch.wide", "awards")], control = control))

# trimming and raking in turns until both hold; its error is that of a raking with the last weights
d <- strat
for (round in 1:1000) {
  d <- rake(d, list(~sch.wide, ~awards), margins[c("sch.wide", "awards")], control = control)
  d$postStrata <- NULL
  if (max(w(d)) <= 45 * (1 + 1e-9)) break
  d$prob <- 1 / trim_strict(w(d), 45)
}
stopifnot(max(w(d)) <= 45 * (1 + 1e-9))
full("raked.trimmed", "rake and trim_strict(45) in turns", rake(d, list(~sch.wide, ~awards), margins[c("sch.wide", "awards")], control = control))

# non-response within school types: the delta method on sums over everybody who was asked
answered <- apistrat$awards == "Yes" | apistrat$api00 > 600
nr <- update(strat, r = as.numeric(answered), y = ifelse(answered, api00, 0), big = ifelse(enroll > 500, "big", "small"))
sums <- svytotal(~I(big == "big") + I((big == "big") * r) + I((big == "big") * y) + I(big == "small") + I((big == "small") * r) + I((big == "small") * y), nr)
# `I(...)` of a condition gives two sums, FALSE and TRUE: keep the second
keep <- c(2, 3, 4, 6, 7, 8)
V <- vcov(sums)[keep, keep]; b <- as.numeric(coef(sums))[keep]
total <- b[1] * b[3] / b[2] + b[4] * b[6] / b[5]; N <- b[1] + b[4]
gt <- c(b[3] / b[2], -b[1] * b[3] / b[2]^2, b[1] / b[2], b[6] / b[5], -b[4] * b[6] / b[5]^2, b[4] / b[5])
gm <- (gt - total / N * c(1, 0, 0, 1, 0, 0)) / N
add("non-response", "delta method: sum over classes of N * Y / R", answered = as.numeric(answered),
  big = ifelse(apistrat$enroll > 500, "big", "small"),
  estimates = data.frame(of = c("total", "mean"), term = "api00", estimate = c(total, total / N),
    se = c(sqrt(sum(gt * (V %*% gt))), sqrt(sum(gm * (V %*% gm))))))

writeLines(toJSON(list(survey_version = as.character(packageVersion("survey")),
  margins = lapply(margins, function(m) setNames(as.list(m$Freq), m[[1]])), enroll = enroll, cases = C),
  digits = NA, auto_unbox = TRUE, na = "null", pretty = 1, dataframe = "rows"), "../weights.expected.json")
