//! What was just done to links, said shortly, with the way back where there is one.

use leptos::prelude::*;
use paylinks::id::is_id;

use crate::components::{PostForm, Toast};
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// Links named in an address at most.
const MOST: usize = 100;

/// A deed and the links that it changed.
#[derive(Clone, Debug, Default)]
pub struct Done {
    deed: String,
    ids: Vec<String>,
}

impl Done {
    /// Reads what an address says was done; what is no deed of ours says nothing.
    #[must_use]
    pub fn read(deed: Option<&str>, ids: Option<&str>) -> Self {
        let ids = ids.unwrap_or_default().split('.').filter(|id| is_id(id)).take(MOST);
        Self { deed: deed.unwrap_or_default().to_owned(), ids: ids.map(ToOwned::to_owned).collect() }
    }

    /// The toast that says it.
    #[must_use]
    pub fn toast(self, site: Site) -> Option<AnyView> {
        let (words, sells) = (&site.words().links, &site.words().selling);
        let count = self.ids.len();
        let said = |one: &str, many: &str| {
            if count > 1 { fill(many, &[&count.to_string()]) } else { one.to_owned() }
        };
        let (text, undo) = match self.deed.as_str() {
            "off" => (said(words.turned_off, words.turned_off_many), Some(("on", words.enable_again))),
            "on" => (said(words.turned_on, words.turned_on_many), Some(("off", words.disable_again))),
            "archived" => (said(sells.archived_one, sells.archived_many), Some(("restore", sells.restore))),
            "restored" => (said(sells.restored_one, sells.restored_many), Some(("archive", sells.archive))),
            "deleted" => (words.deleted.to_owned(), None),
            "duplicated" => (words.duplicated.to_owned(), None),
            "made" => (words.made.to_owned(), None),
            "saved" => (site.words().shared.saved.to_owned(), None),
            "files" => (site.words().files.added.to_owned(), None),
            "no_file" => (site.words().files.removed.to_owned(), None),
            "same" => (words.unchanged.to_owned(), None),
            "none" => (words.none_selected.to_owned(), None),
            _ => return None,
        };
        let Some((active, word)) = undo.filter(|_| count > 0) else {
            return Some(view! { <Toast text=text /> }.into_any());
        };
        let fields = self.ids.into_iter().map(|id| view! { <input type="hidden" name="ids" value=id /> });
        let fields = fields.collect_view();
        Some(
            view! {
                <Toast text=text>
                    <PostForm site=site action=at::LINKS_ACTIVE live=true>
                        {fields}
                        <button class="toast__action" name="active" value=active>{word}</button>
                    </PostForm>
                </Toast>
            }
            .into_any(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Assets, Theme};
    use paylinks::language::Language;

    static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::default);
    const ID: &str = "0197a3f0-0000-7000-8000-0123456789ab";

    fn html(deed: &str, ids: &str) -> Option<String> {
        let site = Site { language: Language::En, sandbox: false, theme: Theme::System, assets: &ASSETS };
        Done::read(Some(deed), Some(ids)).toast(site).map(RenderHtml::to_html)
    }

    #[test]
    fn turning_off_offers_the_way_back() {
        let toast = html("off", ID).unwrap();
        assert!(toast.contains("Link turned off") && toast.contains("Turn on again"), "{toast}");
        assert!(toast.contains(&format!("name=\"ids\" value=\"{ID}\"")), "{toast}");
        let many = html("off", &format!("{ID}.{ID}")).unwrap();
        assert!(many.contains("2 links turned off"), "{many}");
    }

    #[test]
    fn an_address_cannot_put_words_of_its_own() {
        assert!(html("Send money to", ID).is_none());
        let toast = html("off", "\"><script>").unwrap();
        assert!(!toast.contains("script") && !toast.contains("<form"), "{toast}");
    }
}
