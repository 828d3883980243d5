using System.Text;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Gates;

/// <summary>The real command, against the real API, with scanners that really end as they say.</summary>
public sealed class CommandGateTests(TestApi api)
{
    private static readonly string Commit = new('d', 40);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>It kills itself as a broken native library would: the kernel ends it, nobody pretends.</summary>
    private const string Crashes = """
        case "$1" in --version) echo "bandit 1.7.10"; exit 0;; esac
        kill -SEGV $$
        """;

    [Fact]
    public async Task A_scanner_that_crashes_blocks_where_it_is_required_and_is_named()
    {
        var (tenant, project, command) = await ProjectAsync();
        using var _ = command;
        command.Tool("bandit", Crashes);
        Assert.Equal("200", await tenant.PutPolicyAsync(0, """{"format":1,"block":"critical","requiredScanners":["bandit"]}""", project: project).SaysAsync());

        var scan = await command.RunAsync(["scan", .. Run(project), "--branch", "main", "--commit", Commit]);
        var gate = await command.RunAsync(["gate", .. Run(project), "--attest", "gate.json"]);

        Assert.Equal(0, scan.ExitCode);
        Assert.Equal(3, gate.ExitCode);
        Assert.Contains("bandit is required and failed: ended with exit code 139", gate.Out, StringComparison.Ordinal);
        Assert.EndsWith("Gate: BLOCKED\n", gate.Out, StringComparison.Ordinal);
        Assert.Equal(3, (await VerifyAsync(command, project)).ExitCode);
    }

    [Fact]
    public async Task Without_the_requirement_the_run_passes_and_the_crash_is_told()
    {
        var (_, project, command) = await ProjectAsync();
        using var __ = command;
        command.Tool("bandit", Crashes);

        await command.RunAsync(["scan", .. Run(project)]);
        var gate = await command.RunAsync(["gate", .. Run(project)]);

        Assert.Equal(0, gate.ExitCode);
        Assert.Contains("bandit FAILED: ended with exit code 139", gate.Out, StringComparison.Ordinal);
        Assert.EndsWith("Gate: passed\n", gate.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_verifies_offline_and_not_after_a_change()
    {
        var (_, project, command) = await ProjectAsync();
        using var __ = command;
        command.Tool("bandit", """
            case "$1" in --version) echo "bandit 1.7.10"; exit 0;; esac
            while [ $# -gt 0 ]; do case "$1" in -o|--output) shift; out="$1";; esac; shift; done
            echo '{"errors":[],"results":[]}' > "$out"
            """);
        await command.RunAsync(["scan", .. Run(project), "--branch", "main", "--commit", Commit]);
        Assert.Equal((0, ""), await command.RunAsync(["gate", .. Run(project), "--attest", "gate.json"]) is var gate ? (gate.ExitCode, gate.Error) : default);

        var verified = await VerifyAsync(command, project, "--commit", Commit);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.StartsWith("Verified: passed", verified.Out, StringComparison.Ordinal);
        Assert.Equal(4, (await VerifyAsync(command, Guid.NewGuid())).ExitCode);
        Assert.Equal(4, (await VerifyAsync(command, project, "--commit", new string('e', 40))).ExitCode);

        // Whoever can write the file writes it as it should be written, but has no key.
        var genuine = await File.ReadAllTextAsync(command.Path("gate.json"), Ct);
        var payload = genuine.Split('"')[3];
        var statement = Encoding.UTF8.GetString(Convert.FromBase64String(payload)).Replace(Commit, new string('e', 40), StringComparison.Ordinal);
        command.Write("gate.json", genuine.Replace(payload, Convert.ToBase64String(Encoding.UTF8.GetBytes(statement)), StringComparison.Ordinal));
        var changed = await VerifyAsync(command, project, "--commit", new string('e', 40));
        Assert.Equal(4, changed.ExitCode);
        Assert.Contains("something was changed", changed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_that_was_stopped_half_way_does_not_pass()
    {
        var (tenant, project, command) = await ProjectAsync();
        using var _ = command;
        await (await tenant.PipelineAsync(project)).OpenAsync(project, "run-1");

        var gate = await command.RunAsync(["gate", .. Run(project)]);

        Assert.Equal(2, gate.ExitCode);
        Assert.Contains("is not closed", gate.Error, StringComparison.Ordinal);
    }

    private static string[] Run(Guid project) => ["--project-id", $"{project}", "--tenant-id", "t", "--pipeline-run-id", "run-1"];

    /// <summary>With the keys that the installation tells to everybody.</summary>
    private async Task<(int ExitCode, string Out, string Error)> VerifyAsync(Command command, Guid project, params string[] options)
    {
        command.Write("keys.json", await api.Client.GetStringAsync("/.well-known/secureobs-keys", Ct));
        return await command.RunAsync(["verify-gate", "gate.json", "--keys", "keys.json", "--project-id", $"{project}", .. options]);
    }

    private async Task<(TestTenant, Guid, Command)> ProjectAsync()
    {
        var tenant = await api.NewTenantAsync();
        var project = await tenant.AddProjectAsync("scanned", "bandit");
        var command = new Command(api, (await tenant.NewKeyAsync(project)).Key);
        command.Write("main.py", "print('hello')\n");
        return (tenant, project, command);
    }
}
