provider "google" {
  project = "shop-example"
  region  = "europe-west1"
  zone    = "europe-west1-b"
}

resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "ci-jobs"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository_owner == 'example'"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deploy" {
  account_id = "deploy"
}

resource "google_service_account_iam_member" "ci" {
  service_account_id = google_service_account.deploy.name
  role               = "roles/iam.serviceAccountViewer"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.ci.name}/attribute.repository/example/shop"
}

resource "google_project_iam_member" "deploy" {
  project = "shop-example"
  role    = "roles/owner"
  member  = "serviceAccount:${google_service_account.deploy.email}"
}
