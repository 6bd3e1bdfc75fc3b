//! The drawing: from the top down, another page where one is full.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::TextDirection;

use super::letters::Letters;
use super::{Paper, broken};
use crate::colour::Rgb;
use crate::error::Result;

// A4, points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const LEFT: f32 = 56.0;
const RIGHT: f32 = WIDTH - 56.0;
const TOP: f32 = 72.0;
const BOTTOM: f32 = HEIGHT - 64.0;
/// The room for amounts at the right.
const AMOUNTS: f32 = 120.0;

const INK: (u8, u8, u8) = (0x17, 0x21, 0x24);
const QUIET: (u8, u8, u8) = (0x5b, 0x66, 0x6a);
const LINE: (u8, u8, u8) = (0xd9, 0xde, 0xe0);

/// What is drawn, page by page.
pub(super) struct Sheet {
    regular: Letters,
    strong: Letters,
    pages: Vec<Vec<Mark>>,
    /// How far down the page it is, points.
    at: f32,
}

/// One thing on a page.
#[derive(Clone)]
enum Mark {
    Text { x: f32, y: f32, text: String, size: f32, strong: bool, colour: (u8, u8, u8) },
    Rule { y: f32, colour: (u8, u8, u8), width: f32 },
}

/// How a text looks.
#[derive(Clone, Copy)]
struct Look {
    size: f32,
    strong: bool,
    colour: (u8, u8, u8),
}

const PLAIN: Look = Look { size: 10.0, strong: false, colour: INK };
const LOUD: Look = Look { strong: true, ..PLAIN };
const SMALL: Look = Look { size: 8.5, strong: false, colour: QUIET };

impl Sheet {
    /// Lays a document out.
    pub(super) fn start(paper: &Paper) -> Result<Self> {
        let regular = Letters::regular().ok_or_else(|| broken("no font"))?;
        let strong = Letters::strong().ok_or_else(|| broken("no font"))?;
        let mut sheet = Self { regular, strong, pages: vec![Vec::new()], at: TOP };
        sheet.head(paper);
        sheet.parties(paper);
        sheet.facts(paper);
        sheet.sums(paper);
        sheet.notes(paper);
        Ok(sheet)
    }

    fn head(&mut self, paper: &Paper) {
        let half = (RIGHT - LEFT) / 2.0;
        let top = self.at;
        let big = Look { size: 15.0, ..LOUD };
        self.lines(&paper.seller, LEFT, half - 12.0, big);
        let after = self.at;
        self.at = top;
        self.right(&paper.heading, big);
        self.at += 6.0;
        self.right(&paper.number, SMALL);
        self.at = self.at.max(after) + 8.0;
        self.rule(colour(paper.accent), 2.0);
        self.at += 14.0;
    }

    fn parties(&mut self, paper: &Paper) {
        let width = (RIGHT - LEFT) / 2.0;
        let (top, mut lowest) = (self.at, self.at);
        for ((heading, lines), left) in paper.parties.iter().zip([LEFT, LEFT + width]) {
            self.at = top;
            self.lines(heading, left, width - 16.0, SMALL);
            self.at += 2.0;
            for line in lines.iter().filter(|line| !line.is_empty()) {
                self.lines(line, left, width - 16.0, PLAIN);
            }
            lowest = lowest.max(self.at);
        }
        self.at = lowest + 14.0;
    }

    fn facts(&mut self, paper: &Paper) {
        for (label, text) in &paper.facts {
            self.room(PLAIN);
            let top = self.at;
            self.lines(label, LEFT, 130.0, Look { colour: QUIET, ..PLAIN });
            self.at = top;
            self.lines(text, LEFT + 140.0, RIGHT - LEFT - 140.0, PLAIN);
        }
        self.at += 14.0;
    }

    fn sums(&mut self, paper: &Paper) {
        self.rule(LINE, 0.75);
        self.at += 4.0;
        for (title, amount) in &paper.lines {
            self.sum(title, amount, PLAIN);
        }
        self.rule(LINE, 0.75);
        self.at += 4.0;
        for sum in &paper.sums {
            let look = if sum.strong { Look { size: 11.5, ..LOUD } } else { PLAIN };
            self.sum(&sum.label, &sum.amount, look);
        }
    }

    /// A line with its amount at the right.
    fn sum(&mut self, label: &str, amount: &str, look: Look) {
        self.room(look);
        let top = self.at;
        self.right(amount, look);
        let page = self.pages.len();
        self.at = top;
        self.lines(label, LEFT, RIGHT - LEFT - AMOUNTS, look);
        if self.pages.len() == page {
            self.at = self.at.max(top + line_height(look));
        }
        self.at += 4.0;
    }

    fn notes(&mut self, paper: &Paper) {
        self.at += 18.0;
        for note in paper.notes.iter().filter(|note| !note.is_empty()) {
            self.lines(note, LEFT, RIGHT - LEFT, SMALL);
            self.at += 3.0;
        }
    }

    /// Text in lines from the left.
    fn lines(&mut self, text: &str, x: f32, width: f32, look: Look) {
        for line in self.letters(look).lines(text, look.size, width) {
            self.room(look);
            self.put(x, line, look);
            self.at += line_height(look);
        }
    }

    /// One line that ends at the right.
    fn right(&mut self, text: &str, look: Look) {
        let x = RIGHT - self.letters(look).width(text, look.size);
        self.put(x.max(LEFT), text.to_owned(), look);
        self.at += line_height(look);
    }

    fn put(&mut self, x: f32, text: String, look: Look) {
        let Look { size, strong, colour } = look;
        let mark = Mark::Text { x, y: self.at + size, text, size, strong, colour };
        self.pages.last_mut().into_iter().for_each(|page| page.push(mark.clone()));
    }

    fn rule(&mut self, colour: (u8, u8, u8), width: f32) {
        let mark = Mark::Rule { y: self.at + 4.0, colour, width };
        self.at += 8.0;
        self.pages.last_mut().into_iter().for_each(|page| page.push(mark.clone()));
    }

    /// Begins another page when this one has no room for a line.
    fn room(&mut self, look: Look) {
        if self.at + line_height(look) > BOTTOM {
            self.pages.push(Vec::new());
            self.at = TOP;
        }
    }

    fn letters(&self, look: Look) -> &Letters {
        if look.strong { &self.strong } else { &self.regular }
    }

    /// The file.
    pub(super) fn finish(self, paper: &Paper) -> Result<Vec<u8>> {
        let mut document = Document::new();
        let metadata = Metadata::new()
            .title(format!("{} {}", paper.heading, paper.number))
            .language(paper.language.tag().to_owned())
            .authors(vec![paper.seller.clone()])
            .creator("paylinks".to_owned());
        document.set_metadata(metadata);
        for marks in &self.pages {
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| broken("no page"))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in marks {
                self.draw(&mut surface, mark);
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|_| broken("no file"))
    }

    fn draw(&self, surface: &mut Surface<'_>, mark: &Mark) {
        let paint = |(red, green, blue): (u8, u8, u8)| rgb::Color::new(red, green, blue);
        match mark {
            Mark::Text { x, y, text, size, strong, colour } => {
                surface.set_stroke(None);
                surface.set_fill(Some(Fill { paint: paint(*colour).into(), ..Fill::default() }));
                let letters = if *strong { &self.strong } else { &self.regular };
                let font = letters.font.clone();
                surface.draw_text(Point::from_xy(*x, *y), font, *size, text, false, TextDirection::Auto);
            }
            Mark::Rule { y, colour, width } => {
                let mut path = PathBuilder::new();
                path.move_to(LEFT, *y);
                path.line_to(RIGHT, *y);
                let Some(path) = path.finish() else { return };
                surface.set_fill(None);
                let stroke = Stroke { paint: paint(*colour).into(), width: *width, ..Stroke::default() };
                surface.set_stroke(Some(stroke));
                surface.draw_path(&path);
            }
        }
    }
}

fn line_height(look: Look) -> f32 {
    look.size * 1.45
}

fn colour(accent: Rgb) -> (u8, u8, u8) {
    let Rgb([red, green, blue]) = accent;
    (red, green, blue)
}
