using SecureObs.Cli.PullRequests;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class InfrastructureCommentTests
{
    private static readonly PathSummary Opened = new("internet", "azurerm_key_vault.shop", "secrets", "observed", 57, ["internet", "azurerm_linux_virtual_machine.web", "azurerm_key_vault.shop"],
        ["Any machine of the internet can send packets to azurerm_linux_virtual_machine.web on tcp/22.", "azurerm_linux_virtual_machine.web may read azurerm_key_vault.shop (Key Vault Secrets User).", "azurerm_key_vault.shop keeps secrets."]);

    private static InfrastructureComparison Change(Guid? baseId) => new("", Guid.Empty, baseId, false, 12, 1,
        [.. Enumerable.Range(1, 12).Select(number => $"azurerm_subnet.s{number:00}")], ["azurerm_public_ip.`@old`"], 6, 1, [Opened, Opened, Opened, Opened, Opened], [Opened with { Target = "azurerm_storage_account.logs", Asset = "storage" }]);

    [Fact]
    public void What_a_pull_request_changes_is_said_like_this() =>
        Approved.Match(InfrastructureMarkdown.Of(new([Change(Guid.NewGuid()), Change(null) with { Root = "01936f2a-0000-7000-8000-0000000000aa", IsStatic = true, NewPathCount = 0, NewPaths = [], ClosedPaths = [], AddedResourceCount = 0, RemovedResourceCount = 0 }])) + "\n");

    [Fact]
    public async Task It_stands_in_the_comment_of_the_run()
    {
        await using var run = await PrCommentRun.StartAsync("github");
        run.Infrastructure = new([Change(Guid.NewGuid())]);

        var result = await run.RunAsync();

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        Assert.Contains("### Infrastructure", run.Platform.Recorded, StringComparison.Ordinal);
        Assert.Contains("azurerm_key_vault.shop", run.Platform.Recorded, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_plan_nothing_is_said()
    {
        Assert.Equal("", InfrastructureMarkdown.Of(null));
        Assert.Equal("", InfrastructureMarkdown.Of(new([])));
    }
}
