provider "google" {
  project = "shop-example"
  region  = "europe-west1"
  zone    = "europe-west1-b"
}

resource "google_cloud_run_v2_service" "shop" {
  name     = "shop"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.web.email

    containers {
      image = "europe-docker.pkg.dev/shop-example/shop/shop:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name     = google_cloud_run_v2_service.shop.name
  location = google_cloud_run_v2_service.shop.location
  role     = "roles/run.invoker"
  member   = "allUsers"
}

resource "google_service_account" "web" {
  account_id = "shop-service"
}

resource "google_secret_manager_secret" "db" {
  secret_id = "db"

  replication {
    auto {
    }
  }
}

resource "google_secret_manager_secret_iam_member" "web" {
  secret_id = google_secret_manager_secret.db.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.web.email}"
}
