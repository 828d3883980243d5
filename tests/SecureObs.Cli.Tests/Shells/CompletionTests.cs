using System.Diagnostics;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Shells;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("sc", "scan"), InlineData("audit ver", "verify"), InlineData("gate --sum", "--summary"), InlineData("gate --summary ", "auto none")]
    [InlineData("pr-comment --platform g", "github gitlab"), InlineData("gate --junit ", ""), InlineData("completion ", "bash fish pwsh zsh --help")]
    [InlineData("pr-comment --platform github --pull", "--pull-request")]
    public async Task Bash_completes(string typed, string completions)
    {
        using var workspace = new Workspace();
        workspace.Write("completion", await PrintAsync("bash"));
        var script = workspace.Write("try", $$"""
            source ./completion
            COMP_WORDS=(secureobs {{string.Join(' ', typed.Split(' ').Select(word => $"'{word}'"))}})
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _secureobs
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", [script]) { WorkingDirectory = workspace.Path, RedirectStandardOutput = true })!;
        var said = (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(completions, string.Join(' ', said));
    }

    [Theory]
    [InlineData("bash"), InlineData("zsh"), InlineData("fish"), InlineData("pwsh")]
    public async Task Every_option_of_the_help_is_completed(string shell)
    {
        var script = await PrintAsync(shell);

        foreach (var command in (string[])["scan", "gate", "verify-gate", "pr-comment", "audit verify"])
        {
            var help = (await new Infrastructure.Cli().RunAsync([.. command.Split(' '), "--help"])).Out;
            var options = help.Split('\n').Select(line => line.TrimStart()).Where(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ToList();
            Assert.NotEmpty(options);
            Assert.All(options, option => Assert.Contains(shell == "fish" ? $"-l {option[2..]} " : option, script, StringComparison.Ordinal));
            Assert.Contains(command.Split(' ')[^1], script, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("sh"), InlineData("")]
    public async Task Another_shell_is_bad_usage(string shell) =>
        Assert.Equal(ExitCode.Failed, (await new Infrastructure.Cli().RunAsync(["completion", shell])).ExitCode);

    /// <summary>docs/secureobs.1 is what the command writes. APPROVE=1 writes it.</summary>
    [Fact]
    public async Task The_manual_page_is_the_tree_of_commands()
    {
        var (page, file) = ((await new Infrastructure.Cli().RunAsync("man")).Out, Repository.Path("docs/secureobs.1"));
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), page);
        Assert.Contains("\\fB\\-\\-pull\\-request <number>\\fR", page, StringComparison.Ordinal);
    }

    private static async Task<string> PrintAsync(string shell)
    {
        var result = await new Infrastructure.Cli().RunAsync("completion", shell);
        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        return result.Out;
    }
}
