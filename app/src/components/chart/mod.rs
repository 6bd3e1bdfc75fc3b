//! Charts as inline drawings: lines, bars, sparklines. Texts are HTML around the drawing, so that they keep their
//! size; every chart has a table with the same figures.

mod bars;
mod line;
mod scale;
mod sparkline;

pub use self::bars::{Bar, BarChart};
pub use self::line::{LineChart, Point};
pub use self::sparkline::Sparkline;
