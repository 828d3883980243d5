using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Data;

/// <summary>
/// Buckets that everybody may use: by a policy or an ACL, when no block of public access of the bucket or the account stops it. Without a block in the plan
/// it depends on the age of the bucket: new ones are blocked since April 2023 (docs.aws.amazon.com/AmazonS3, "Blocking public access").
/// </summary>
internal sealed class PublicBuckets(GraphDraft draft, ResourcePolicies policies)
{
    private static readonly string[] Settings = ["aws_s3_bucket_public_access_block", "aws_s3_bucket_acl", "aws_s3_bucket_ownership_controls"];

    private static readonly string[] OfPolicies = ["restrict_public_buckets", "block_public_policy"], OfAcls = ["ignore_public_acls", "block_public_acls"];

    private readonly ILookup<(PlanResource Bucket, string Type), PlanResource> naming = draft.OfType(Settings)
        .SelectMany(each => draft.Links(each, "bucket", "aws_s3_bucket").Select(bucket => (bucket.Target, each))).ToLookup(each => (each.Target, each.each.Type), each => each.each);
    private readonly List<PlanResource> account = [.. draft.OfType("aws_s3_account_public_access_block")];

    public void Draw()
    {
        foreach (var bucket in draft.OfType("aws_s3_bucket"))
        {
            var blocks = Naming(bucket, "aws_s3_bucket_public_access_block").Concat(account).ToList();
            ByPolicy(bucket, blocks);
            ByAcl(bucket, blocks);
        }
    }

    private void ByPolicy(PlanResource bucket, List<PlanResource> blocks)
    {
        if (Unblocked(blocks, OfPolicies) is not { } open)
            return;
        var type = StoreTypes.All[bucket.Type];
        var name = new ResourceName(bucket, type.Form);
        foreach (var right in type.Rights)
            if (Everybody.May(right, name, policies.Of(bucket)) is { } claim)
                Draw(bucket, right.Verb, claim.And(open), right.Action);
    }

    private void ByAcl(PlanResource bucket, List<PlanResource> blocks)
    {
        if (Unblocked(blocks, OfAcls) is not { } open)
            return;
        foreach (var (acl, says) in Acls(bucket))
        {
            if (acl is "public-read" or "public-read-write" && !IsEnforced(bucket))
                Draw(bucket, Verb.MayRead, says.And(open), acl);
            if (acl is "public-read-write" && !IsEnforced(bucket))
                Draw(bucket, Verb.MayWrite, says.And(open), acl);
        }
    }

    private IEnumerable<(string Acl, Claim Says)> Acls(PlanResource bucket)
    {
        foreach (var source in Naming(bucket, "aws_s3_bucket_acl").Append(bucket))
        {
            if (source.Text("acl").Value is { } acl)
                yield return (acl, Claim.Observed(source.Says("acl")));
            var grants = source.First("access_control_policy").Blocks("grant").Select(grant => (Uri: grant.First("grantee").Text("uri"), Permissions: grant.Texts("permission"), grant))
                .Concat(source.Blocks("grant").Select(grant => (Uri: grant.Text("uri"), Permissions: grant.Texts("permissions"), grant)));
            foreach (var (uri, permissions, grant) in grants.Where(each => each.Uri.Value?.EndsWith("/AllUsers", StringComparison.Ordinal) == true))
                foreach (var permission in permissions.Value ?? [])
                    if (permission is "READ" or "WRITE" or "FULL_CONTROL")
                        yield return (permission is "READ" ? "public-read" : "public-read-write", Claim.Observed(grant.Says("uri")));
        }
    }

    /// <summary>ACLs say nothing when the bucket's owner owns all objects.</summary>
    private bool IsEnforced(PlanResource bucket) =>
        Naming(bucket, "aws_s3_bucket_ownership_controls").Any(each => each.First("rule").Text("object_ownership").Is("BucketOwnerEnforced"));

    /// <returns>Null when one stops it.</returns>
    private static Claim? Unblocked(List<PlanResource> blocks, string[] flags)
    {
        if (blocks.Count == 0)
            return Claim.Inferred();
        if (blocks.Any(block => flags.Any(flag => block.Flag(flag).Is(true))))
            return null;
        var says = blocks.SelectMany(block => flags.Select(block.Says)).ToArray();
        return blocks.Any(block => flags.Any(flag => block.Flag(flag).IsUnknown)) ? Claim.Unknown(says) : Claim.Observed(says);
    }

    private IEnumerable<PlanResource> Naming(PlanResource bucket, string type) => naming[(bucket, type)];

    private void Draw(PlanResource bucket, Verb verb, Claim claim, string detail)
    {
        draft.Draw(new GraphEdge(GraphNode.Anyone, bucket.Address, EdgeFamily.Data, verb, claim.Evidence, claim.Basis) { Detail = detail });
        draft.Expose(bucket, claim.Evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
    }
}
