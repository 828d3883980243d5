using SecureObs.Bench.AuditChaos;
using SecureObs.Bench.Backups;
using SecureObs.Bench.Chaos;
using SecureObs.Bench.Controls;
using SecureObs.Bench.Dashboard;
using SecureObs.Bench.Failover;
using SecureObs.Bench.Identity;
using SecureObs.Bench.Identity.Making;
using SecureObs.Bench.Imports;
using SecureObs.Bench.IngestChaos;
using SecureObs.Bench.Life;
using SecureObs.Bench.Removals;
using SecureObs.Bench.Soak;
using SecureObs.Bench.Speed.Growth;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Reading;
using SecureObs.Bench.Speed.Running;
using SecureObs.Bench.Speed.Table;
using SecureObs.Bench.Speed.Tenants;
using SecureObs.Bench.Reports;
using SecureObs.Bench.Terraform;
using SecureObs.Bench.Timing;
using SecureObs.Bench.Upgrade;

switch (args)
{
    case ["reports", var directory]:
        return await ReportTrial.RunAsync(directory);
    case ["imports", var directory]:
        return await ImportsTrial.RunAsync(directory);
    case ["import-size", var text] when int.TryParse(text, out var megabytes) && megabytes is > 0 and <= 10_000:
        return await ImportSizeTrial.RunAsync(megabytes);
    case ["terraform"]:
        return await TerraformTrial.RunAsync();
    case ["graph"]:
        return await GraphTrial.RunAsync();
    case ["references", var directory]:
        return ReferencesTrial.Run(directory);
    case ["terraform-plan", var file, var text] when int.TryParse(text, out var padding) && padding >= 0:
        new LargePlan(padding).Write(file);
        return 0;
    case ["import-fuzz", var fixtures, var text] when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
        return ImportFuzz.Run(fixtures, TimeSpan.FromSeconds(seconds));
    case ["audit-chaos"]:
        return await AuditChaosTrial.RunAsync();
    case ["ingest-chaos"]:
        return await IngestChaosTrial.RunAsync(50);
    case ["ingest-chaos", var text] when int.TryParse(text, out var kills) && kills > 0:
        return await IngestChaosTrial.RunAsync(kills);
    case [ApiChild.Command]:
        return await ApiChild.RunAsync();
    case [EmptyApi.Command]:
        return await EmptyApi.RunAsync();
    case ["removals"]:
        return await RemovalTrial.RunAsync(null);
    case ["removals", var name]:
        return await RemovalTrial.RunAsync(name);
    case [] or ["--quick" or "--json" or "--only", ..]:
        return await TableTrial.RunAsync(args);
    case ["table", .. var rest]:
        return await TableTrial.RunAsync(rest);
    case ["failover"]:
        return await FailoverTrial.RunAsync(10);
    case ["failover", var text] when int.TryParse(text, out var failovers) && failovers > 0:
        return await FailoverTrial.RunAsync(failovers);
    case ["backup"]:
        return await BackupTrial.RunAsync();
    case ["upgrade"]:
        return await UpgradeTrial.RunAsync();
    case ["life"]:
        return await LifeTrial.RunAsync(1_000_000);
    case ["life", var text] when int.TryParse(text, out var findings) && findings >= 1_000:
        return await LifeTrial.RunAsync(findings);
    case ["ingest"]:
        return await IngestTrial.RunAsync(9);
    case ["ingest", var text] when int.TryParse(text, out var rounds) && rounds > 0:
        return await IngestTrial.RunAsync(rounds);
    case ["read"]:
        return await ReadTrial.RunAsync(1_000_000);
    case ["read", var text] when int.TryParse(text, out var findings) && findings >= 10_000:
        return await ReadTrial.RunAsync(findings);
    case ["dashboard"]:
        return await DashboardTrial.RunAsync(1_000_000);
    case ["dashboard", var text] when int.TryParse(text, out var findings) && findings >= 1_000:
        return await DashboardTrial.RunAsync(findings);
    case ["growth"]:
        return await GrowthTrial.RunAsync(10_000_000);
    case ["growth", var text] when int.TryParse(text, out var most) && most >= 10_000:
        return await GrowthTrial.RunAsync(most);
    case ["tenants"]:
        return await TenantsTrial.RunAsync(100_000);
    case ["tenants", var text] when int.TryParse(text, out var tenants) && tenants >= 10_000:
        return await TenantsTrial.RunAsync(tenants);
    case ["soak"]:
        return await SoakTrial.RunAsync(TimeSpan.FromMinutes(10));
    case ["soak", var text] when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 600:
        return await SoakTrial.RunAsync(TimeSpan.FromMinutes(minutes));
    case ["timing"]:
        return await TimingTrial.RunAsync(2_000);
    case ["timing", var text] when int.TryParse(text, out var samples) && samples > 0:
        return await TimingTrial.RunAsync(samples);
    case ["controls"]:
        return await ControlsTrial.RunAsync(15);
    case ["controls", var text] when int.TryParse(text, out var rounds) && rounds > 0:
        return await ControlsTrial.RunAsync(rounds);
    case ["identity"]:
        return IdentityTrial.Run(PairList.Directory, "tuning");
    case ["identity", "--mistakes"]:
        return Mistakes.Run(PairList.Directory);
    case ["identity", "--held-out"]:
        return IdentityTrial.Run(PairList.Directory, "held-out");
    case ["identity-pairs", "tuning" or "held-out", var mirrors]:
        return await SetMaker.RunAsync(args[1], mirrors, keep: null);
    case ["identity-pairs", "tuning" or "held-out", var mirrors, var keep]:
        return await SetMaker.RunAsync(args[1], mirrors, keep);
    case ["identity-commits", var mirrors, var repository]:
        return CommitChoice.Run(mirrors, repository);
    case ["identity-look", var mirrors]:
        return Look.Run(mirrors, ofEachKind: 5, seed: 1);
    case ["identity-look", var mirrors, var count, var seed] when int.TryParse(count, out var labels) && int.TryParse(seed, out var start):
        return Look.Run(mirrors, labels, start);
    default:
        Console.Error.WriteLine("""
            usage: bench/run [table] [--quick] [--json FILE] [--only LANE]   every target of performance beside what this machine can; --quick takes about 3 minutes
                   bench/run reports DIRECTORY   convert scanner reports to the published bulk shapes and post each twice
                   bench/run imports DIRECTORY   import reports of all kinds with --check, beside a count of their rows of its own
                   bench/run import-size MB      memory and speed of the command on a SARIF file of that size
                   bench/run terraform           time and memory of the command on a Terraform plan of 20,000 resources and 100,000 references, and on one of 500 MB
                   bench/run references DIRECTORY   references of the Terraform plans in it, beside tables written by hand
                   bench/run terraform-plan FILE PADDING   the plan of that trial, with so many characters in attributes that stay
                   bench/run import-fuzz FIXTURES SECONDS   mutated reports through every parser; bench/fuzz calls it
                   bench/run audit-chaos         kill processes under load, then verify the audit trail; about 3 minutes
                   bench/run ingest-chaos [N]    kill processes in the middle of taking in findings, then recount everything; N kills, 50 by default, about 4 minutes
                   bench/run upgrade             a filled database of the oldest release goes through all of db/releases.txt to this tree while reports come in
                   bench/run removals [NAME]     take each control out of a copy of the source: a test must fail; about 20 minutes
                   bench/run soak [MINUTES]      two API processes, 20 tenants, 40 pipelines: no error, memory flat; then a gate beside another tenant's 300 MB import; 10 minutes by default
                   bench/run growth [MOST]       the same requests over 10,000 findings, ten times as many, up to MOST, and over 1 to 10,000 tenants; 10,000,000 by default, about 40 minutes
                   bench/run tenants [N]         what is asked across tenants, over N of them and a hundredth; 100,000 by default, about 8 minutes
                   bench/run timing [N]          whether the time of an answer tells "not yours" from "does not exist"; N of each, 2000 by default
                   bench/run controls [N]        what sealing, audit and row-level security cost, on and off in turns; N rounds, 15 by default, about 7 minutes on a machine that does nothing else
                   bench/run ingest [N]          how fast 5,000 findings are taken in, first, unchanged and changed, beside COPY; N rounds, 9 by default
                   bench/run read [N]            how long lists, details and the gate take over HTTP with N findings of 200 tenants, 1,000,000 by default
                   bench/run dashboard [N]       what a person feels in the dashboard with N findings in the tenant, 1,000,000 by default, in a real browser
                   bench/run identity            how often ways of identity know a finding again; --held-out for final numbers alone, --mistakes for what the ladder gets wrong
                   bench/run identity-pairs HALF MIRRORS [KEEP]   make a half of the set for it (tuning, held-out) anew from git directories; KEEP holds reports for the next time
                   bench/run identity-commits MIRRORS OWNER/NAME  draw pairs of commits of a repository for it
                   bench/run identity-look MIRRORS [N SEED]  show N labels of each kind at random, with the code before and after
            """);
        return 2;
}
