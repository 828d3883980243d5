using System.Globalization;
using System.Text.Json.Nodes;
using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>
/// A plan of random resources of the allowlist, with a canary in every kind of place that must not leave: none of them may be in what leaves,
/// is shown or is said.
/// </summary>
internal sealed class GeneratedPlan
{
    private readonly Random random;
    private int canaries;

    public GeneratedPlan(int seed)
    {
        random = new(seed);
        Marker = $"cnry{seed.ToString("x4", CultureInfo.InvariantCulture)}q";
        Json = Plan();
    }

    /// <summary>Is in every canary, and in nothing else.</summary>
    public string Marker { get; }

    public JsonObject Json { get; }

    /// <summary>How many were planted.</summary>
    public int Canaries => canaries;

    private string Canary(string around = "{0}")
    {
        canaries++;
        return string.Format(CultureInfo.InvariantCulture, around, $"{Marker}{canaries}");
    }

    private JsonObject Plan()
    {
        var resources = Enumerable.Range(0, random.Next(1, 8)).Select(Resource).ToList();
        return new()
        {
            ["format_version"] = random.Next(2) == 0 ? "1.2" : "0.2",
            ["terraform_version"] = random.Next(4) == 0 ? Canary("1.9 {0}") : "1.9.8",
            ["variables"] = new JsonObject { ["db"] = new JsonObject { ["value"] = Canary() } },
            ["planned_values"] = new JsonObject
            {
                ["outputs"] = new JsonObject { ["out"] = new JsonObject { ["sensitive"] = false, ["value"] = Canary() } },
                ["root_module"] = new JsonObject { ["resources"] = new JsonArray([.. resources.Where(_ => random.Next(2) == 0).Select(Planned)]) },
            },
            ["resource_changes"] = new JsonArray([.. resources.Select(resource => resource.Change)]),
            ["output_changes"] = new JsonObject { ["out"] = new JsonObject { ["after"] = Canary() } },
            ["resource_drift"] = new JsonArray([.. resources.Select(resource => resource.Change.DeepClone()).Select(Old)]),
            ["prior_state"] = new JsonObject { ["values"] = new JsonObject { ["outputs"] = new JsonObject { ["out"] = new JsonObject { ["value"] = Canary() } }, ["root_module"] = Earlier() } },
            ["configuration"] = Configuration(resources),
            ["relevant_attributes"] = new JsonArray(new JsonObject { ["resource"] = "aws_vpc.a", ["attribute"] = new JsonArray(Canary()) }),
            [Canary()] = new JsonObject { [Canary()] = Canary() },
        };
    }

    /// <summary>Managed resources of before, with values that would leave if they were of now; data sources, of which that may leave what the list says.</summary>
    private JsonObject Earlier() => new()
    {
        ["resources"] = new JsonArray(OldResource("aws_vpc.old"), Data("d", "data.{0}.d"), OldResource("aws_vpc.old2")),
        ["child_modules"] = new JsonArray(new JsonObject
        {
            // Half of them as old versions wrote them: without the module's address.
            ["resources"] = new JsonArray(OldResource("module.m.aws_vpc.old"), Data("e", random.Next(2) == 0 ? "module.m.data.{0}.e" : "data.{0}.e")),
            ["address"] = "module.m",
        }),
    };

    private JsonObject OldResource(string address) => new()
    {
        ["address"] = address,
        ["mode"] = "managed",
        ["type"] = "aws_vpc",
        ["name"] = address.Split('.')[^1],
        ["values"] = new JsonObject { ["cidr_block"] = Canary(), ["arn"] = Canary(), ["tags"] = new JsonObject { [Canary()] = Canary() } },
    };

    private JsonObject Data(string name, string address)
    {
        var type = random.Next(3) == 0 ? "aws_iam_policy_document" : AnyType();
        var (values, sensitive) = (new JsonObject(), new JsonObject());
        Fill(Allowlist.OfData(type)!, values, [], sensitive, 0);
        values["timeouts"] = Canary();
        return new()
        {
            ["address"] = string.Format(CultureInfo.InvariantCulture, address, type),
            ["mode"] = "data",
            ["type"] = type,
            ["name"] = name,
            ["provider_name"] = Canary("registry {0}"),
            ["values"] = values,
            ["sensitive_values"] = sensitive,
        };
    }

    private JsonNode Old(JsonNode resource)
    {
        resource["change"]!["after"] = new JsonObject { ["name"] = Canary(), ["location"] = Canary() };
        return resource;
    }

    private string AnyType() => Allowlist.Types.Keys.ElementAt(random.Next(Allowlist.Types.Count));

    private sealed record Made(string Type, string Name, JsonObject Change);

    private Made Resource(int number)
    {
        var type = random.Next(6) == 0 ? $"acme_{random.Next(9)}" : AnyType();
        var (after, unknown, sensitive) = (new JsonObject(), new JsonObject(), new JsonObject());
        if (Allowlist.Of(type) is { } allowed)
            Fill(allowed, after, unknown, sensitive, 0);
        foreach (var place in new[] { "tags", "user_data", "custom_data", "connection", "labels", "metadata", "environment", "app_settings", "description" })
            if (random.Next(3) == 0 && !after.ContainsKey(place))
                after[place] = random.Next(2) == 0 ? Canary() : new JsonObject { [Canary()] = new JsonArray(Canary(), new JsonObject { [Canary()] = Canary() }) };
        var change = new JsonObject
        {
            ["address"] = $"{type}.r{number}",
            ["mode"] = "managed",
            ["type"] = type,
            ["name"] = $"r{number}",
            ["provider_name"] = random.Next(5) == 0 ? Canary("registry {0}") : "registry.terraform.io/hashicorp/x",
            ["deposed"] = Canary(),
            ["action_reason"] = Canary(),
            ["change"] = new JsonObject
            {
                ["actions"] = new JsonArray("create", Canary()),
                ["before"] = new JsonObject { ["name"] = Canary(), ["password"] = Canary() },
                ["before_sensitive"] = new JsonObject(),
                ["after"] = after,
                ["after_unknown"] = unknown,
                ["after_sensitive"] = sensitive,
                ["importing"] = new JsonObject { ["id"] = Canary() },
            },
        };
        return new(type, $"r{number}", change);
    }

    /// <summary>A value for each attribute of the list: fit, unknown, sensitive, or of another form than it should have.</summary>
    private void Fill(AllowedAttribute allowed, JsonObject after, JsonObject unknown, JsonObject sensitive, int depth)
    {
        foreach (var (name, below) in allowed.Below)
        {
            switch (random.Next(8))
            {
                case 0:
                    unknown[name] = true;
                    break;
                case 1:
                    (after[name], sensitive[name]) = (Secret(), true);
                    break;
                case 2 when below.Below.Count == 0:
                    (after[name], sensitive[name]) = (new JsonArray(Fit(below.Kind), Canary()), new JsonArray(false, true));
                    break;
                case 3 when below.Below.Count == 0:
                    after[name] = Misfit();
                    break;
                case 4 when below.Below.Count == 0:
                    Masked(name, after, sensitive);
                    break;
                case 5 when below.Below.Count == 0:
                    after[name] = TooDeep();
                    break;
                default:
                    if (below.Below.Count == 0)
                        after[name] = Fit(below.Kind);
                    else
                        Blocks(name, below, after, unknown, sensitive, depth);
                    break;
            }
        }
    }

    /// <summary>One block, or a list of some, each with masks of its own; a set has the same form.</summary>
    private void Blocks(string name, AllowedAttribute below, JsonObject after, JsonObject unknown, JsonObject sensitive, int depth)
    {
        var isList = random.Next(3) > 0;
        var (values, unknowns, masks) = (new JsonArray(), new JsonArray(), new JsonArray());
        for (var blocks = isList ? random.Next(1, 4) : 1; blocks > 0; blocks--)
        {
            var (inner, innerUnknown, innerSensitive) = (new JsonObject { [$"more{depth}"] = Canary(), [Canary()] = Canary() }, new JsonObject(), new JsonObject());
            Fill(below, inner, innerUnknown, innerSensitive, depth + 1);
            values.Add((JsonNode)inner);
            unknowns.Add((JsonNode)innerUnknown);
            masks.Add((JsonNode)innerSensitive);
        }
        after[name] = isList ? values : values[0]!.DeepClone();
        unknown[name] = isList ? unknowns : unknowns[0]!.DeepClone();
        sensitive[name] = isList ? masks : masks[0]!.DeepClone();
    }

    /// <summary>Words that would leave but for a mask, of which the form is another one in most cases.</summary>
    private void Masked(string name, JsonObject after, JsonObject sensitive) => (after[name], sensitive[name]) = random.Next(6) switch
    {
        0 => (new JsonArray(Canary(), Canary()), new JsonArray(true)),
        1 => (Canary(), new JsonObject { ["x"] = true }),
        2 => (Canary(), new JsonArray(false, new JsonObject { ["x"] = true })),
        3 => (new JsonArray(new JsonArray(Canary(), Fit(null))), new JsonArray(new JsonArray(true, false))),
        4 => (new JsonArray(Canary(), Fit(null), Canary()), new JsonArray(true, false, true)),
        _ => ((JsonNode)new JsonArray(Canary()), (JsonNode)new JsonObject { ["0"] = true }),
    };

    private JsonNode TooDeep() => Enumerable.Range(0, 12).Aggregate((JsonNode)Canary(), (inner, _) => new JsonArray(inner));

    private JsonNode Secret() => random.Next(3) switch
    {
        0 => new JsonArray(Canary()),
        1 => new JsonObject { [Canary()] = Canary() },
        _ => Canary(),
    };

    /// <summary>Text that no kind lets through.</summary>
    private JsonNode Misfit() => random.Next(4) switch
    {
        0 => Canary("-----BEGIN PRIVATE KEY-----\n{0}"),
        1 => Canary("{{\"Version\":\"2012\",\"x\":\"{0}\"}}"),
        2 => new JsonObject { [Canary()] = Canary() },
        _ => Canary("<{0}>\n"),
    };

    private JsonNode Fit(AttributeKind? kind) => kind switch
    {
        AttributeKind.Flag => random.Next(2) == 0,
        AttributeKind.Number => random.Next(100),
        AttributeKind.Net => "10.0.0.0/8",
        AttributeKind.Port => "22-23",
        AttributeKind.Policy => Policy(),
        AttributeKind.Action => "s3:GetObject",
        AttributeKind.Principal => "*",
        AttributeKind.Condition => "aws:SourceIp",
        _ => "word",
    };

    private string Policy() => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Id"] = Canary(),
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = Canary(),
            ["Effect"] = random.Next(2) == 0 ? "Allow" : Canary(),
            ["Action"] = new JsonArray("s3:GetObject", Canary("{0}")),
            ["Principal"] = new JsonObject { ["AWS"] = "*", [Canary()] = Canary(), ["Service"] = Canary("{0} x") },
            ["Resource"] = Canary("<{0}>"),
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceIp"] = Canary(), [$"aws:ResourceTag/{Canary()}"] = Canary() }, [Canary()] = Canary() },
        }),
    }.ToJsonString();

    private JsonNode Planned(Made made) => new JsonObject
    {
        ["address"] = $"{made.Type}.{made.Name}",
        ["mode"] = "managed",
        ["type"] = made.Type,
        ["name"] = made.Name,
        ["values"] = made.Change["change"]!["after"]!.DeepClone(),
        ["sensitive_values"] = made.Change["change"]!["after_sensitive"]!.DeepClone(),
    };

    private JsonObject Configuration(List<Made> resources) => new()
    {
        ["provider_config"] = new JsonObject { ["aws"] = new JsonObject { ["expressions"] = new JsonObject { ["access_key"] = new JsonObject { ["constant_value"] = Canary() } } } },
        ["root_module"] = new JsonObject
        {
            ["variables"] = new JsonObject { ["db"] = new JsonObject { ["default"] = Canary(), ["description"] = Canary() } },
            ["outputs"] = new JsonObject { ["out"] = new JsonObject { ["expression"] = new JsonObject { ["constant_value"] = Canary() }, ["description"] = Canary() } },
            ["module_calls"] = new JsonObject
            {
                ["net"] = new JsonObject { ["source"] = Canary(), ["expressions"] = new JsonObject { ["secret"] = new JsonObject { ["constant_value"] = Canary() } }, ["module"] = new JsonObject() },
            },
            ["resources"] = new JsonArray([.. resources.Select(made => new JsonObject
            {
                ["address"] = $"{made.Type}.{made.Name}",
                ["mode"] = "managed",
                ["type"] = made.Type,
                ["name"] = made.Name,
                ["expressions"] = new JsonObject
                {
                    ["a"] = new JsonObject { ["constant_value"] = Canary() },
                    ["b"] = new JsonObject { ["references"] = new JsonArray($"{resources[0].Type}.{resources[0].Name}.id", $"{resources[0].Type}.{resources[0].Name}", $"var.{Canary()}", Canary("local.{0}"), $"data.x.{Canary()}") },
                    ["c"] = new JsonArray(new JsonObject { ["d"] = new JsonObject { ["references"] = new JsonArray($"{resources[^1].Type}.{resources[^1].Name}[\"{Canary()}\"].id") } }),
                },
                ["provisioners"] = new JsonArray(new JsonObject { ["type"] = "local-exec", ["expressions"] = new JsonObject { ["command"] = new JsonObject { ["constant_value"] = Canary() } } }),
            })]),
        },
    };
}
