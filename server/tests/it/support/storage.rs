//! A storage that speaks S3, on loopback: what it keeps lies in a folder.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use paylinks::config::Secret;
use paylinks::files::S3Settings;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;

const BUCKET: &str = "goods";
const KEY_ID: &str = "story";
/// It must never be seen anywhere.
const KEY: &str = "canary-storage-secret";

/// Starts a storage in this folder and tells how to reach it.
pub(crate) async fn start(folder: &Path) -> S3Settings {
    let root = folder.join("s3");
    std::fs::create_dir_all(root.join(BUCKET)).unwrap();
    let mut service = S3ServiceBuilder::new(FileSystem::new(root).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY_ID, KEY));
    let service = service.build();
    let answer = move |request: Request| {
        let service = service.clone();
        async move {
            let answer = service.call(request.map(s3s::Body::http_body_unsync)).await.unwrap();
            answer.map(Body::new)
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await.unwrap() });
    S3Settings {
        endpoint: Some(endpoint),
        bucket: BUCKET.into(),
        region: "auto".into(),
        access_key_id: KEY_ID.into(),
        secret_access_key: Secret::new(KEY),
    }
}
