# Levels by skill: the level now, the level wanted and the gap between them, on a scale of four steps, of respondents of
# estimates.csv who all count one. Makes levels.expected.json.
source("r/common.R")
d <- read.csv("estimates.csv", stringsAsFactors = TRUE)
d$now <- ceiling(d$size / 3)
d$wanted <- pmin(4, d$now + c(one = 1, two = 0, three = 2)[as.character(d$kind)])
d$gap <- d$wanted - d$now
plain <- svydesign(id = ~1, weights = ~1, data = d)
of <- function(des) list(n = nrow(des), now = figure(svymean(~now, des), des), wanted = figure(svymean(~wanted, des), des), gap = figure(svymean(~gap, des), des))
# each domain is a sample of its own, as unweighted figures are
write_json_file(list(all = of(plain), groups = lapply(split(d, d$group), function(some) of(svydesign(id = ~1, weights = ~1, data = some)))),
  "levels.expected.json")
