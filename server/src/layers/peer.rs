//! Who is at the other end. Behind a proxy that the settings name, its `X-Forwarded-For` tells; what anybody
//! else claims is not believed.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;

use crate::AppState;

/// Puts the caller's own address where the proxy's stood.
pub(super) async fn believe(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let trusted = &state.core.config.trusted_proxies;
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
        let caller = caller(peer.ip(), request.headers(), trusted);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(caller, peer.port())));
    }
    next.run(request).await
}

/// The last address that no trusted proxy stands behind.
fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let claims: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut known = peer;
    for claim in claims.iter().rev() {
        let Ok(address) = claim.parse() else { return known };
        known = address;
        if !trusted.contains(&address) {
            return address;
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &str) -> String {
        let headers = HeaderMap::from_iter([(
            http::HeaderName::from_static("x-forwarded-for"),
            forwarded.parse().unwrap(),
        )]);
        let trusted = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        caller(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_named_proxies_are_believed() {
        assert_eq!(seen("9.9.9.9", "1.2.3.4"), "9.9.9.9");
        assert_eq!(seen("10.0.0.1", "1.2.3.4"), "1.2.3.4");
        assert_eq!(seen("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2"), "1.2.3.4", "what the caller added is not");
        assert_eq!(seen("10.0.0.1", "nonsense"), "10.0.0.1");
    }
}
