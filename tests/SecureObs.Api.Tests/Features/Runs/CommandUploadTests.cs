using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Runs;

/// <summary>The real command: what it found while the API was away is sent to the real API later.</summary>
public sealed class CommandUploadTests(TestApi api)
{
    private const string Nobody = "http://127.0.0.1:1/api";

    private const string Bandit = """
        case "$1" in --version) echo "bandit 1.7.10"; exit 0;; esac
        while [ $# -gt 0 ]; do case "$1" in -o) shift; out="$1";; esac; shift; done
        cat > "$out" <<'END'
        {"errors":[],"results":[{"test_id":"B602","issue_severity":"HIGH","issue_text":"shell","filename":"main.py","line_number":1,"code":"1 run(x)\n"}]}
        END
        exit 1

        """;

    [Fact]
    public async Task What_was_found_without_the_API_counts_once_when_it_has_been_sent_also_twice()
    {
        var tenant = await api.NewTenantAsync();
        var project = await tenant.AddProjectAsync("scanned", "bandit");
        using var command = new Command(api, (await tenant.NewKeyAsync(project)).Key);
        command.Write("main.py", "run(x)\n");
        command.Tool("bandit", Bandit);
        string[] run = ["--project-id", $"{project}", "--tenant-id", "t", "--pipeline-run-id", "run-1"];
        Assert.Equal(0, (await command.RunAsync("doctor", "--project-id", $"{project}")).ExitCode);
        Assert.Contains("the key is good", (await command.RunAsync("doctor")).Out, StringComparison.Ordinal);

        command.Variables["SECUREOBS_API_URL"] = Nobody;
        Assert.Equal(0, (await command.RunAsync(["scan", .. run, "--branch", "main", "--offline-scanners", "bandit", "--unsent", "kept.jsonl"])).ExitCode);
        command.Variables.Remove("SECUREOBS_API_URL");
        Assert.Equal(2, (await command.RunAsync(["gate", .. run])).ExitCode);
        File.Copy(command.Path("kept.jsonl"), command.Path("again.jsonl"));

        foreach (var file in new[] { "kept.jsonl", "again.jsonl" })
        {
            var sent = await command.RunAsync("upload", file);
            Assert.Equal((0, ""), (sent.ExitCode, sent.Error));

            var gate = await command.RunAsync(["gate", .. run]);
            Assert.Equal(3, gate.ExitCode);
            Assert.Contains("Open findings: 1 HIGH\n", gate.Out, StringComparison.Ordinal);
        }
    }
}
