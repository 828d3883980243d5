using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Tests.Terraform;

public sealed class TerraformAddressTests
{
    [Theory]
    [InlineData("aws_vpc.a", "aws_vpc.a")]
    [InlineData("aws_vpc.a[0]", "aws_vpc.a")]
    [InlineData("module.net[\"a.b\"].aws_subnet.s[\"x]\\\"y\"]", "module.net.aws_subnet.s")]
    [InlineData("data.aws_ami.a[1]", "data.aws_ami.a")]
    [InlineData("", "")]
    [InlineData("a[", "a")]
    public void Keys_are_taken_off_whatever_stands_in_them(string address, string bare) => Assert.Equal(bare, TerraformAddress.WithoutKeys(address));

    [Fact]
    public void A_step_has_the_key_behind_it() =>
        Assert.Equal([("module", null), ("net", "\"a.b\""), ("aws_subnet", null), ("s", "0")], TerraformAddress.Steps("module.net[\"a.b\"].aws_subnet.s[0][1]"));
}
