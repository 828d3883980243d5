using SecureObs.Local.Running;
using SecureObs.Local.Start;

namespace SecureObs.Local.Demo;

/// <summary>Runs the command line tool as a pipeline would: another process that only has a key and an address.</summary>
internal sealed class DemoScan(LocalAddress address, string apiKey)
{
    public const int GateBlocked = 3;

    public static string Workspace { get; } = Repository.PathOf("samples", DemoTenant.ProjectName);

    public Task<ChildResult> ScanAsync(string pipelineRunId, CancellationToken ct) =>
        RunAsync(["scan", "--workspace", Workspace, .. Names(pipelineRunId)], ct);

    public Task<ChildResult> GateAsync(string pipelineRunId, CancellationToken ct) =>
        RunAsync(["gate", .. Names(pipelineRunId)], ct);

    public static string[] Names(string pipelineRunId) =>
    [
        "--tenant-id", DemoTenant.Contoso.Id.ToString(),
        "--project-id", DemoTenant.Project.ToString(),
        "--pipeline-run-id", pipelineRunId,
    ];

    private async Task<ChildResult> RunAsync(string[] arguments, CancellationToken ct)
    {
        var command = Tool.Command(Repository.Root, "dotnet", [Repository.CliAssembly, .. arguments]);
        command.Environment["SECUREOBS_API_URL"] = address.Api;
        command.Environment["SECUREOBS_API_KEY"] = apiKey;
        command.Environment["PATH"] = string.Join(
            Path.PathSeparator, [.. ScannerTools.Directories, Environment.GetEnvironmentVariable("PATH") ?? ""]);
        return await Child.RunAsync(command, ct);
    }
}
