namespace SecureObs.Local.Postgres;

internal static class ServerStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(ServerFiles files, PostgresBinaries binaries, CancellationToken ct)
    {
        // pg_ctl gives the server a session of its own, so the terminal's Ctrl-C does not reach it.
        string[] start = ["start", "-s", "-w", "-t", "60", "-D", files.Data, "-l", files.Log];
        var until = DateTime.UtcNow + Patience;
        while (!(await files.Account.RunAsync(binaries.PgCtl, start, ct)).Succeeded)
        {
            // Workers of a server that was killed need a moment to notice it.
            var hasOldWorkers = files.LogTail().Contains("shared memory block", StringComparison.Ordinal);
            if (!hasOldWorkers || DateTime.UtcNow > until)
                throw new LocalProblem(
                    $"PostgreSQL {binaries.MajorVersion} does not start. {files.Log} ends with:\n{files.LogTail()}",
                    "If the local data may be lost: ./run --reset");
            await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
        }
    }
}
