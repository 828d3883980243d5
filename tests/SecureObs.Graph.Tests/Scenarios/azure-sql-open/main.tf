provider "azurerm" {
  features {}
}

resource "azurerm_resource_group" "shop" {
  name     = "shop"
  location = "westeurope"
}

resource "azurerm_mssql_server" "shop" {
  name                         = "shop"
  location                     = azurerm_resource_group.shop.location
  resource_group_name          = azurerm_resource_group.shop.name
  version                      = "12.0"
  administrator_login          = "dba"
  administrator_login_password = "for-a-plan-only-0"
}

resource "azurerm_mssql_firewall_rule" "open" {
  name             = "open"
  server_id        = azurerm_mssql_server.shop.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
}
