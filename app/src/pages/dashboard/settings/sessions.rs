//! Where a person is signed in.

use leptos::prelude::*;
use paylinks::sessions::SessionRow;

use super::Room;
use crate::components::{Badge, Column, Confirm, Icon, Sign, State, Table};
use crate::format;
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;

/// Where a person is signed in.
#[component]
pub fn SessionsPage(site: Site, person: Person, sessions: Vec<SessionRow>) -> impl IntoView {
    let (words, shared) = (&site.words().sessions, &site.words().shared);
    let others = sessions.iter().any(|session| !session.current);
    let rows = sessions.into_iter().map(move |session| view! { <Row site=site session=session /> });
    let end_others = others.then(|| {
        view! {
            <div class="form__actions">
                <Confirm
                    site=site
                    action=at::OTHER_SESSIONS.to_owned()
                    verb=words.revoke_others
                    question=words.others_question.to_owned()
                    detail=words.others_detail
                    submit=words.revoke_others
                    keep=words.keep_others
                />
            </div>
        }
    });
    let columns = vec![
        Column::of(words.device),
        Column::of(words.last_seen),
        Column::of(words.since),
        Column::unnamed(shared.actions),
    ];
    view! {
        <Room site=site person=person here=at::SESSIONS>
            <p class="lead">{words.intro}</p>
            <Table site=site caption=words.device columns=columns>{rows.collect_view()}</Table>
            {end_others}
        </Room>
    }
}

#[component]
fn Row(site: Site, session: SessionRow) -> impl IntoView {
    let words = &site.words().sessions;
    let device = browser(&session.user_agent).unwrap_or_else(|| words.unknown.to_owned());
    let phone = ["iPhone", "Android"].iter().any(|system| session.user_agent.contains(system));
    let sign = if phone { Sign::Phone } else { Sign::Screen };
    let end = if session.current {
        view! { <Badge state=State::Good word=words.this /> }.into_any()
    } else {
        view! {
            <Confirm
                site=site
                action=at::revoke_session(&session.id)
                verb=words.revoke
                question=words.revoke_question.to_owned()
                detail=words.revoke_detail
                submit=words.revoke
                keep=words.keep
            />
        }
        .into_any()
    };
    let seen = session.last_seen_at;
    view! {
        <tr>
            <td class="wide">
                <span class="device">
                    <Icon sign=sign />
                    <span>
                        {device}
                        <span class="table__second">{session.ip}</span>
                    </span>
                </span>
            </td>
            <td class="nowrap">
                <relative-time datetime=seen.to_string()>{format::moment(site.language, seen)}</relative-time>
            </td>
            <td class="nowrap spare">{format::day(site.language, session.created_at)}</td>
            <td class="wide"><div class="table__actions">{end}</div></td>
        </tr>
    }
    .into_any()
}

/// What people call the browser: `Firefox, Windows`. Order matters: Chrome says Safari, Edge says both.
fn browser(agent: &str) -> Option<String> {
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let name = find(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ])?;
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    Some(system.map_or_else(|| name.to_owned(), |system| format!("{name}, {system}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_their_everyday_names() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        assert_eq!(browser(chrome).unwrap(), "Chrome, Linux");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604";
        assert_eq!(browser(phone).unwrap(), "Safari, iPhone");
        assert_eq!(browser("curl/8.5"), None);
    }
}
