//! Styles and scripts as they go out: without comments and indentation, which only people read. Lines stay lines,
//! so that nothing changes its meaning; a test holds the few habits of our files that this relies on.

/// A style sheet without comments, indentation and empty lines.
pub(crate) fn sheet(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    lines(bare.lines())
}

/// A script without indentation, empty lines, lines that are comments, and the types in its comments.
pub(crate) fn script(js: &str) -> String {
    let mut inside = false;
    let code = js.lines().filter_map(|line| {
        let mut line = line.trim();
        if inside {
            let (_, after) = line.split_once("*/")?;
            inside = false;
            line = after.trim_start();
        }
        if line.starts_with("/*") && !line.contains("*/") {
            inside = true;
            return None;
        }
        (!line.starts_with("//")).then_some(line)
    });
    lines(code.map(without_types).collect::<Vec<_>>().iter().map(String::as_str))
}

/// A line of code without `/** @type … */`.
fn without_types(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, comment)) = rest.split_once("/** ") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after.trim_start());
    }
    bare + rest
}

fn lines<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_lose_their_words_and_nothing_else() {
        let css =
            "/* a\n b */\n@layer x {\n  a {\n    color: red; /* c */\n\n    margin: 0\n      1px;\n  }\n}\n";
        assert_eq!(sheet(css), "@layer x {\na {\ncolor: red;\nmargin: 0\n1px;\n}\n}\n");
        assert_eq!(sheet("a{}"), "a{}\n");
    }

    #[test]
    fn scripts_lose_their_words_and_nothing_else() {
        let js = "// @ts-check\n/** One. */\nlet a;\n\n/**\n * @param {string} b\n */\nfunction f(/** @type {string} */ b) {\n  \
                  // Why.\n  const c = /** @type {any} */ (b);\n  return `${c} // ${'https://x'}`; // so\n}\n";
        assert_eq!(
            script(js),
            "let a;\nfunction f(b) {\nconst c = (b);\nreturn `${c} // ${'https://x'}`; // so\n}\n"
        );
    }

    /// A text over several lines, or one with the signs of a comment, would come out another.
    #[test]
    fn our_scripts_have_no_text_that_looks_like_a_comment() {
        fn look(folder: &std::path::Path, count: &mut usize) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, count);
                } else if path.extension().is_some_and(|ending| ending == "js") {
                    *count += 1;
                    for line in std::fs::read_to_string(&path).unwrap().lines() {
                        let code = !line.trim_start().starts_with(['/', '*']);
                        let ticks = line.matches('`').count();
                        assert!(!code || ticks % 2 == 0, "{}: {line}", path.display());
                        for quote in ['\'', '"', '`'] {
                            let texts = line.split(quote).skip(1).step_by(2);
                            let odd = texts.filter(|text| text.contains("/** ") || text.contains("/*"));
                            assert_eq!(odd.filter(|_| code).count(), 0, "{}: {line}", path.display());
                        }
                    }
                }
            }
        }
        let mut count = 0;
        look(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/js")), &mut count);
        assert!(count > 10);
    }
}
