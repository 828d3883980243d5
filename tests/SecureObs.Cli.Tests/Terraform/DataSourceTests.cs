using System.Text;
using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>Data sources that could be read before the plan stand in the earlier state alone. Plans written by hand to the documented format.</summary>
public sealed class DataSourceTests
{
    [Fact]
    public void A_policy_document_that_was_read_before_is_reduced()
    {
        var read = Read("""
            {"format_version":"1.2","prior_state":{"values":{"root_module":{"child_modules":[{"address":"module.a","resources":[
              {"address":"module.a.data.aws_iam_policy_document.d","mode":"data","type":"aws_iam_policy_document","name":"d","values":{
                "id":"123456","json":"{\"Statement\":[{\"Sid\":\"name of somebody\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}",
                "statement":[{"sid":"name of somebody","effect":"Allow","actions":["s3:GetObject","what nobody may see"],"resources":["arn:aws:s3:::b/*"],
                  "principals":[{"type":"AWS","identifiers":["*"]}],"condition":[{"test":"StringEquals","variable":"aws:SourceVpc","values":["vpc-hidden"]},{"test":"StringLike","variable":"aws:ResourceTag/hidden","values":["hidden"]}]}]},
                "sensitive_values":{"statement":[{"actions":[false,false]}]}}]}]}}}}
            """);

        Assert.Equal("""{"json":{"Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]}]},"statement":[{"actions":["s3:GetObject"],"condition":[{"test":"StringEquals","variable":"aws:SourceVpc"},{"test":"StringLike"}],"effect":"Allow","principals":[{"identifiers":["*"],"type":"AWS"}],"resources":["arn:aws:s3:::b/*"]}],"id":"123456"}""",
            Assert.Single(read.Resources).SafeAttributes.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(["statement[0].actions[1]", "statement[0].condition[1].variable"], read.Resources[0].RedactedAttributePaths);
        Assert.Equal(("data", "module.a", "read"), (read.Resources[0].Mode, read.Resources[0].ModuleAddress, read.Resources[0].ChangeActions.Single()));
    }

    [Fact]
    public void Masks_of_the_earlier_state_are_obeyed()
    {
        var read = Read(Prior("""{"tenant_id":"t-1","client_id":"c-1"}""", """{"client_id":true}"""));

        Assert.Equal("""{"tenant_id":"t-1"}""", Assert.Single(read.Resources).SafeAttributes.ToJsonString());
        Assert.Equal(["client_id"], read.Resources[0].RedactedAttributePaths);
    }

    [Fact]
    public void What_is_read_during_apply_is_said_by_the_changes_alone()
    {
        var read = Read(Prior("""{"tenant_id":"old"}""", "{}", """
            "resource_changes":[{"address":"data.azurerm_client_config.me","mode":"data","type":"azurerm_client_config","name":"me","change":{"actions":["read"],"after":{},"after_unknown":{"tenant_id":true}}}],
            """));

        Assert.Equal("{}", Assert.Single(read.Resources).SafeAttributes.ToJsonString());
        Assert.Equal(["tenant_id"], read.Resources[0].UnknownAttributePaths);
    }

    [Theory]
    [InlineData("managed", "azurerm_resource_group.me", "azurerm_resource_group")]
    [InlineData("data", "azurerm_resource_group.me", "azurerm_resource_group")]
    [InlineData("managed", "data.azurerm_resource_group.me", "azurerm_resource_group")]
    public void Of_managed_resources_nothing_of_earlier_is_taken(string mode, string address, string type) => Assert.Empty(Read($$"""
        {"format_version":"1.2","prior_state":{"values":{"root_module":{"resources":[{"address":"{{address}}","mode":"{{mode}}","type":"{{type}}","name":"me","values":{"name":"old"} }]} } } }
        """).Resources);

    /// <summary>Written to what Terraform 0.12 and 0.13 write: no module, no key, and the module's address behind its resources.</summary>
    [Fact]
    public void Old_addresses_are_completed()
    {
        var read = Read("""
            {"format_version":"0.1","prior_state":{"values":{"root_module":{"resources":[{"address":"data.aws_vpc.r","mode":"data","type":"aws_vpc","name":"r","index":1}],"child_modules":[
              {"resources":[{"address":"data.aws_vpc.v","mode":"data","type":"aws_vpc","name":"v","index":"k"}],"address":"module.a","child_modules":[
                {"resources":[{"address":"data.aws_vpc.w","mode":"data","type":"aws_vpc","name":"w"}],"address":"module.a.module.b[0]"},
                {"resources":[{"address":"data.aws_vpc.x","mode":"data","type":"aws_vpc","name":"x"}]}]},
              {"resources":[{"address":"module.c.data.aws_vpc.y","mode":"data","type":"aws_vpc","name":"y"}],"address":"module.c"}]}}}}
            """);

        Assert.Equal(["data.aws_vpc.r[1]", "module.a.data.aws_vpc.v[\"k\"]", "module.a.module.b[0].data.aws_vpc.w", "module.c.data.aws_vpc.y"], read.Resources.Select(each => each.Address));
    }

    [Fact]
    public void What_is_planned_of_a_data_source_counts_when_nothing_else_is_there()
    {
        var read = Read("""
            {"format_version":"1.2","planned_values":{"root_module":{"resources":[{"address":"data.aws_vpc.v","mode":"data","type":"aws_vpc","name":"v","values":{"cidr_block":"10.0.0.0/8","id":"vpc-1","tags":{"a":"b"}}}]}}}
            """);

        Assert.Equal("""{"cidr_block":"10.0.0.0/8","id":"vpc-1"}""", Assert.Single(read.Resources).SafeAttributes.ToJsonString());
    }

    private static string Prior(string values, string sensitive, string changes = "") =>
        $$"""{"format_version":"1.2",{{changes}}"prior_state":{"values":{"root_module":{"resources":[{"address":"data.azurerm_client_config.me","mode":"data","type":"azurerm_client_config","name":"me","values":{{values}},"sensitive_values":{{sensitive}} }]} } } }""";

    private static SanitizedPlan Read(string plan) => PlanReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(plan)));
}
