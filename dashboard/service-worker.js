// Kit wants the types of a worker's world here; what it does is checked with those of pages
import './lib/survey/keep/background.ts';
