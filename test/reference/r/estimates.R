# The estimators on designs that apistrat does not have: clusters, census strata, missing values, ties, weights of 0,
# shares of 0 and 1, frequencies. Makes estimates.csv and estimates.expected.json.
source("r/common.R")
set.seed(20)
# 5 strata of clusters of different size; e is a census (all of its 4 clusters were drawn)
strata <- c(a = 6, b = 9, c = 3, d = 2, e = 4); population <- c(a = 60, b = 45, c = 12, d = 40, e = 4)
d <- do.call(rbind, lapply(names(strata), function(h) do.call(rbind, lapply(seq_len(strata[[h]]), function(i) {
  n <- sample(2:9, 1); shift <- rnorm(1, sd = 8)
  data.frame(stratum = h, psu = i, w = round(runif(n, 2, 40), 3), x = round(50 + shift + rnorm(n, sd = 12), 2),
    size = sample(1:12, n, replace = TRUE), kind = sample(c("one", "two", "three"), n, replace = TRUE, prob = c(.5, .3, .2)),
    yes = rbinom(n, 1, plogis(shift / 5)), area = sample(c("north", "south", "west"), n, replace = TRUE),
    always = 1, never = 0)
}))))
d$N <- number(population[d$stratum])
d$area[d$stratum == "c"] <- "north"                                # domains that miss whole strata
d$area[d$stratum == "d" & d$psu == 1] <- "south"
d$group <- ifelse(d$x + rnorm(nrow(d), sd = 10) > 50, "high", "low")
d$y <- d$x; d$y[sample(nrow(d), 20)] <- NA                          # missing values
d$answer <- d$kind; d$answer[sample(nrow(d), 15)] <- NA
d$zero <- d$w; d$zero[sample(nrow(d), 18)] <- 0; d$zero[d$stratum == "b" & d$psu == 2] <- 0
d$score <- 2 * round(d$x / 10)                                      # ties
d$times <- sample(1:4, nrow(d), replace = TRUE)                     # respondents who are alike in everything
d$alone <- seq_len(nrow(d))
write_table(d, "estimates.csv")
for (k in c("stratum", "kind", "area", "group", "answer")) d[[k]] <- factor(d[[k]])

long <- d[rep(seq_len(nrow(d)), d$times), ]
designs <- list(
  clusters = svydesign(id = ~psu, strata = ~stratum, weights = ~w, fpc = ~N, nest = TRUE, data = d),
  endless = svydesign(id = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = d),
  persons = svydesign(id = ~1, strata = ~stratum, weights = ~w, data = d),
  plain = svydesign(id = ~1, weights = ~1, data = d),
  zeros = svydesign(id = ~psu, strata = ~stratum, weights = ~zero, fpc = ~N, nest = TRUE, data = d),
  often = svydesign(id = ~1, strata = ~stratum, weights = ~w, data = long),
  oftenClusters = svydesign(id = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, fpc = ~N, data = long))

every <- function(des) {
  inside <- subset(des, area == "south"); missing <- subset(des, !is.na(y))
  list(
    mean = figure(svymean(~x, des, deff = TRUE), des),
    meanReplace = figure(svymean(~x, des, deff = "replace"), des),
    total = figure(svytotal(~x, des, deff = TRUE), des),
    totalReplace = figure(svytotal(~x, des, deff = "replace"), des),
    share = figure(svymean(~kind, des, deff = TRUE), des),
    count = figure(svytotal(~kind, des, deff = "replace"), des),
    meanMissing = figure(svymean(~y, des, na.rm = TRUE, deff = TRUE), des),
    totalMissing = figure(svytotal(~y, des, na.rm = TRUE, deff = TRUE), des),
    shareMissing = figure(svymean(~answer, des, na.rm = TRUE, deff = TRUE), des),
    meanSubset = figure(svymean(~x, inside, deff = TRUE), inside),
    totalSubset = figure(svytotal(~x, inside, deff = TRUE), inside),
    meanSubsetMissing = figure(svymean(~y, inside, na.rm = TRUE), inside),
    ratio = figure(svyratio(~x, ~size, des, deff = TRUE), des),
    ratioReplace = figure(svyratio(~x, ~size, des, deff = "replace"), des),
    ratioMissing = figure(svyratio(~y, ~size, des, na.rm = TRUE), des),
    ratioSubset = figure(svyratio(~x, ~size, inside, deff = TRUE), inside),
    byArea = domains(svyby(~x, ~area, des, svymean), des),
    byAreaMissing = domains(svyby(~y, ~area, des, svymean, na.rm = TRUE), des),
    byAreaKind = domains(svyby(~x, ~area + kind, des, svytotal), des),
    byAreaRatio = domains(svyby(~x, ~area, denominator = ~size, des, svyratio), des),
    shares = share(~yes, des), sharesSubset = share(~yes, inside), sharesMissing = share(~I(y > 50), des, c("logit", "beta", "asin", "mean", "xlogit"), na.rm = TRUE),
    all = share(~always, des, c("mean", "beta", "asin", "xlogit")),
    none = share(~never, des, c("mean", "beta", "asin", "xlogit")),
    quantiles = rbind(quantiles(~x, des, c(.05, .1, .25, .5, .75, .9, .95)), quantiles(~x, des, c(.1, .25, .5, .75, .9), "hf7")),
    quantilesKinds = rbind(quantiles(~x, des, c(.25, .5, .8), "math", "beta"), quantiles(~x, des, c(.25, .5, .8), "math", "xlogit"),
      quantiles(~x, des, c(.25, .5, .8), "hf7", "asin")),
    quantilesTies = rbind(quantiles(~score, des, c(.1, .25, .5, .75, .9)), quantiles(~score, des, c(.25, .5, .75), "hf7")),
    quantilesSubset = rbind(quantiles(~x, inside, c(.25, .5, .75)), quantiles(~x, inside, c(.25, .5, .75), "hf7")),
    quantilesMissing = rbind(quantiles(~y, des, c(.25, .5, .75)), quantiles(~y, des, c(.25, .5, .75), "hf7")),
    chisq = test(~kind + area, des), chisqGroup = test(~group + kind, des), chisqMissing = test(~answer + group, des),
    chisqSubset = test(~group + kind, inside),
    ttest = ttest(x ~ group, des), ttestMissing = ttest(y ~ group, des), ttestSubset = ttest(x ~ group, inside),
    ttestOne = ttest(x ~ 0, des), ttestNumber = ttest(x ~ yes, des),
    degf = degf(des), degfSubset = degf(inside))
}
results <- lapply(designs, every)

# the jackknife has every unit of every stratum; a census stratum has no replicates
replicated <- function(des) { r <- as.svrepdesign(des, type = "JKn"); inside <- subset(r, area == "south"); df <- degf(r)
  list(mean = figure(svymean(~x, r), r, df), total = figure(svytotal(~x, r), r, df), share = figure(svymean(~kind, r), r, df),
    ratio = figure(svyratio(~x, ~size, r), r, df), meanSubset = figure(svymean(~x, inside), inside, Inf),
    chisq = data.frame(statistic = "F", { q <- svychisq(~group + kind, r); data.frame(value = number(q$statistic), ndf = number(q$parameter)[1], ddf = number(q$parameter)[2], p = number(q$p.value)) }),
    degf = df) }
jackknife <- lapply(designs[c("clusters", "endless", "persons", "often")], replicated)
# weights adjusted to known totals, whose residuals make the errors
adjusted <- list(persons = postStratify(designs$persons, ~area, data.frame(area = c("north", "south", "west"), Freq = c(1500, 900, 700))),
  clusters = postStratify(designs$clusters, ~area, data.frame(area = c("north", "south", "west"), Freq = c(1500, 900, 700))))
after <- function(des) { inside <- subset(des, group == "high"); list(
  mean = figure(svymean(~x, des, deff = TRUE), des), total = figure(svytotal(~x, des, deff = TRUE), des),
  share = figure(svymean(~kind, des, deff = "replace"), des), areas = figure(svytotal(~area, des), des),
  ratio = figure(svyratio(~x, ~size, des, deff = TRUE), des), meanMissing = figure(svymean(~y, des, na.rm = TRUE, deff = TRUE), des),
  meanHigh = figure(svymean(~x, inside, deff = TRUE), inside), byGroupKind = domains(svyby(~x, ~group + kind, des, svytotal), des),
  shares = share(~yes, inside, c("logit", "beta", "asin", "mean")), quantilesHigh = quantiles(~x, inside, c(.25, .5, .75)),
  quantilesMissing = rbind(quantiles(~y, des, c(.25, .5, .75)), quantiles(~y, des, c(.25, .5, .75), "math", "beta")),
  chisq = test(~group + kind, des), chisqHigh = test(~area + kind, inside), ttest = ttest(x ~ group, des)) }

write_json_file(list(adjusted = lapply(adjusted, after), survey = as.character(packageVersion("survey")), designs = results, jackknife = jackknife), "estimates.expected.json")
