provider "aws" {
  region = "eu-west-1"
}

module "bucket" {
  source   = "./bucket"
  for_each = { shop-site-example = true, shop-orders-example = false }

  name   = each.key
  public = each.value
}
