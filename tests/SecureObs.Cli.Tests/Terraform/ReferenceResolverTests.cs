using System.Text;
using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>Plans written by hand to the documented format: which instances an expression means.</summary>
public sealed class ReferenceResolverTests
{
    [Fact]
    public void The_key_of_a_modules_call_is_that_of_its_instance() => Assert.Equal(
        ["module.m[\"x\"].a.v g=> b.w[\"x\"]", "module.m[\"y\"].a.v g=> b.w[\"y\"]"],
        References(["b.w[\"x\"]", "b.w[\"y\"]", "module.m[\"x\"].a.v", "module.m[\"y\"].a.v"], """
            {"resources":[{"type":"b","name":"w"}],
             "module_calls":{"m":{"expressions":{"g":{"references":["b.w","each.key"]}},"module":{
               "resources":[{"type":"a","name":"v","expressions":{"g":{"references":["var.g"]}}}]}}}}
            """));

    [Fact]
    public void The_key_of_an_outer_modules_call_is_too() => Assert.Equal(
        ["module.m[0].module.n.a.v[\"k\"] g=> b.w[0]", "module.m[1].module.n.a.v[\"k\"] g=> b.w[1]"],
        References(["b.w[0]", "b.w[1]", "module.m[0].module.n.a.v[\"k\"]", "module.m[1].module.n.a.v[\"k\"]"], """
            {"resources":[{"type":"b","name":"w"}],
             "module_calls":{"m":{"expressions":{"g":{"references":["b.w","count.index"]}},"module":{
               "module_calls":{"n":{"expressions":{"h":{"references":["var.g"]}},"module":{
                 "resources":[{"type":"a","name":"v","expressions":{"g":{"references":["var.h"]}}}]}}}}}}}
            """));

    [Fact]
    public void An_instance_of_a_module_that_is_asked_for_is_meant_alone() => Assert.Equal(
        ["a.v g=> module.m[\"y\"].c.u", "a.v g=> b.w[\"y\"]"],
        References(["a.v", "b.w[\"x\"]", "b.w[\"y\"]", "module.m[\"x\"].c.u", "module.m[\"y\"].c.u"], """
            {"resources":[{"type":"b","name":"w"},{"type":"a","name":"v","expressions":{"g":{"references":["module.m[\"y\"].o","module.m[\"y\"]","module.m"]}}}],
             "module_calls":{"m":{"expressions":{"g":{"references":["b.w","each.key"]}},"module":{
               "outputs":{"o":{"expression":{"references":["c.u.id","c.u","var.g"]}}},"resources":[{"type":"c","name":"u"}]}}}}
            """));

    [Fact]
    public void Neighbours_in_a_module_are_those_of_the_same_instance() => Assert.Equal(
        ["module.m[0].a.v s=> module.m[0].module.net.c.u[1]", "module.m[1].a.v s=> module.m[1].module.net.c.u[1]"],
        References(["module.m[0].a.v", "module.m[1].a.v", "module.m[0].module.net.c.u[0]", "module.m[0].module.net.c.u[1]", "module.m[1].module.net.c.u[1]"], """
            {"module_calls":{"m":{"module":{
               "resources":[{"type":"a","name":"v","expressions":{"s":{"references":["module.net.o","module.net"]}}}],
               "module_calls":{"net":{"module":{"outputs":{"o":{"expression":{"references":["c.u[1].id","c.u[1]","c.u"]}}},"resources":[{"type":"c","name":"u"}]}}}}}}}
            """));

    [Fact]
    public void A_for_each_over_another_has_its_keys() => Assert.Equal(
        ["a.v[\"x\"] for_each=> b.w[\"x\"]", "a.v[\"z\"] for_each=> b.w[\"x\"]", "a.v[\"z\"] for_each=> b.w[\"y\"]"],
        References(["a.v[\"x\"]", "a.v[\"z\"]", "b.w[\"x\"]", "b.w[\"y\"]"], """
            {"resources":[{"type":"b","name":"w"},{"type":"a","name":"v","for_each_expression":{"references":["b.w"]}}]}
            """));

    [Fact]
    public void What_a_statement_of_a_data_source_is_made_from_is_a_reference() => Assert.Equal(
        ["data.a.d statement[0].principals[0].identifiers=> b.w", "data.a.d statement[1].resources=> c.u"],
        References(["data.a.d", "b.w", "c.u"], """
            {"resources":[{"type":"b","name":"w"},{"type":"c","name":"u"},{"mode":"data","type":"a","name":"d","expressions":{"statement":[
               {"principals":[{"identifiers":{"references":["b.w.arn","b.w"]}}]},{"resources":{"references":["c.u.arn","c.u"]}}]}}]}
            """));

    private static IEnumerable<string> References(string[] addresses, string root)
    {
        var changes = addresses.Select(address => TerraformAddress.Resource(address)!).Zip(addresses, (parts, address) =>
            $$"""{"address":{{System.Text.Json.JsonSerializer.Serialize(address)}},"mode":"{{(parts.IsData ? "data" : "managed")}}","type":"{{parts.Type}}","name":"{{parts.Name}}","change":{} }""");
        var plan = "{\"format_version\":\"1.2\",\"resource_changes\":[" + string.Join(",", changes) + "],\"configuration\":{\"root_module\":" + root + "}}";
        var read = PlanReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(plan)));
        Assert.Equal(addresses.Length, read.Resources.Count);
        return read.References.Select(reference => $"{reference.SourceAddress} {reference.AttributePath}=> {reference.TargetAddress}");
    }
}
