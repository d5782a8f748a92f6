# Area-level model: Rscript r/fay_herriot.R, from the folder that holds r/. The data are drawn here.
# The variance between areas is the root of the score, found by uniroot.
suppressPackageStartupMessages({library(nlme); library(jsonlite)})
options(digits = 15)
RNGversion("4.2.0"); set.seed(20260101)
m <- 40
d <- data.frame(area = seq_len(m), x = round(rnorm(m, 10, 3), 3), z = round(runif(m), 3),
                psi = round(runif(m, 0.02, 0.6), 4))
d$y <- round(2 + 0.3 * d$x - 1.5 * d$z + rnorm(m, 0, 0.4) + rnorm(m, 0, sqrt(d$psi)), 4)
X <- model.matrix(~ x + z, d); p <- ncol(X)

at <- function(A, d, X) { v <- 1 / (A + d$psi); Q <- solve(t(X) %*% (v * X)); b <- Q %*% t(X) %*% (v * d$y)
  list(v = v, Q = Q, b = as.vector(b), r = as.vector(d$y - X %*% b)) }
score <- list(
  REML = function(A, d, X) { f <- at(A, d, X); P <- diag(f$v) - (f$v * X) %*% f$Q %*% t(f$v * X)
    (sum((P %*% d$y)^2) - sum(diag(P))) / 2 },
  ML = function(A, d, X) { f <- at(A, d, X); (sum((f$v * f$r)^2) - sum(f$v)) / 2 },
  FH = function(A, d, X) { f <- at(A, d, X); sum(f$v * f$r^2) - (nrow(X) - ncol(X)) })
root <- function(method, d, X) { g <- function(A) score[[method]](A, d, X)
  if (g(0) <= 0) 0 else uniroot(g, c(0, 10), tol = 1e-15, maxiter = 10000)$root }
fit <- function(method, d, X) {
  A <- root(method, d, X); f <- at(A, d, X); v <- f$v; gam <- A / (A + d$psi)
  syn <- as.vector(X %*% f$b); lev <- rowSums((X %*% f$Q) * X)
  s1 <- sum(v); s2 <- sum(v^2); mm <- length(v)
  vA <- if (method == "FH") 2 * mm / s1^2 else 2 / s2
  bA <- switch(method, REML = 0, ML = -sum(diag(f$Q %*% t(X) %*% (v^2 * X))) / s2, FH = 2 * (mm * s2 - s1^2) / s1^3)
  mse <- gam * d$psi + (1 - gam)^2 * lev + 2 * d$psi^2 / (A + d$psi)^3 * vA - bA * (1 - gam)^2
  list(method = method, areaVariance = A,
       coefficients = data.frame(name = colnames(X), estimate = f$b, se = sqrt(diag(f$Q)), row.names = NULL),
       areas = data.frame(estimate = gam * d$y + (1 - gam) * syn, mse = mse, synthetic = syn, gamma = gam))
}
# two other ways to the same values: nlme for ML; the restricted likelihood itself, with its determinants, for REML
other <- lme(y ~ x + z, random = ~ 1 | area, weights = varFixed(~psi), data = d, method = "ML",
             control = lmeControl(sigma = 1, tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500))
stopifnot(max(abs(fitted(other) - fit("ML", d, X)$areas$estimate)) < 1e-8)
restricted <- function(A) { f <- at(A, d, X)
  sum(log(f$v)) / 2 - as.numeric(determinant(t(X) %*% (f$v * X))$modulus) / 2 - sum(f$v * f$r^2) / 2 }
stopifnot(abs(optimize(restricted, c(0, 2), maximum = TRUE, tol = 1e-9)$maximum - fit("REML", d, X)$areaVariance) < 1e-7)

flat <- transform(d, y = round(2 + 0.3 * x - 1.5 * z, 4)) # the areas follow the model exactly: A is 0
unseen <- data.frame(x = c(8, 12.5), z = c(0.2, 0.9))
reml <- fit("REML", d, X); f <- at(reml$areaVariance, d, X); U <- model.matrix(~ x + z, unseen)
writeLines(toJSON(list(
  r_call = "r/fay_herriot.R", columns = d, fits = lapply(c("REML", "ML", "FH"), fit, d, X),
  flat = list(y = flat$y, fit = fit("REML", flat, X)),
  unseen = data.frame(unseen, estimate = as.vector(U %*% f$b), mse = reml$areaVariance + rowSums((U %*% f$Q) * U))),
  digits = NA, auto_unbox = TRUE, dataframe = "columns", pretty = 1), "fay-herriot.expected.json")
