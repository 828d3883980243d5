# Nothing but what Terraform has without a provider: so that Terraform itself can plan it anywhere.
variable "subnets" {
  type = map(object({ cidr = string }))
  default = {
    web  = { cidr = "10.0.1.0/24" }
    "db" = { cidr = "10.0.2.0/24" }
  }
}

variable "machines" {
  type    = number
  default = 1
}

variable "audit" {
  type    = bool
  default = true
}

locals {
  prefix  = "shop-${terraform_data.group.input}"
  enabled = [for name, subnet in var.subnets : name if subnet.cidr != ""]
  zones   = ["a.b", "c\"d", "$${e}"]
}

resource "terraform_data" "group" {
  input = "shop"
}

resource "terraform_data" "zone" {
  for_each         = toset(local.zones)
  input            = each.value
  triggers_replace = [terraform_data.group.id]
}

resource "terraform_data" "machine" {
  count = var.machines
  input = { name = "m${count.index}", subnet = module.net.ids["web"] }
}

resource "terraform_data" "disk" {
  count = var.machines
  input = terraform_data.machine[count.index].id
}

resource "terraform_data" "first" {
  input = "${terraform_data.machine[0].id}-${terraform_data.zone["a.b"].output}"
}

resource "terraform_data" "audit" {
  count      = var.audit ? 1 : 0
  input      = upper(terraform_data.group.output)
  depends_on = [module.net]
}

resource "terraform_data" "never" {
  count = !var.audit && length(local.enabled) > 1 ? 2 : 0
}

module "net" {
  source  = "./modules/net"
  group   = terraform_data.group.output
  subnets = { for name in local.enabled : name => var.subnets[name] }
}

module "app" {
  source   = "./modules/app"
  for_each = merge(var.subnets, { spare = { cidr = "" } })
  name     = each.key
  subnet   = lookup(module.net.ids, each.key, "none")
}

module "unused" {
  source = "./modules/app"
  count  = var.machines > 5 ? 1 : 0
  name   = "x"
  subnet = "y"
}

output "all" {
  value = [module.app["web"].id, module.net.ids]
}
