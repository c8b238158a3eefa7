using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Rules.Tests.Reporting;

/// <summary>
/// What SARIF 2.1.0 (OASIS, sections 3.13 to 3.35) and GitHub code scanning demand of the members that we write. The official schema is not in any
/// package that restores here, so this is its part for our members, written by hand: members that are not listed are a problem, too.
/// </summary>
internal static class SarifShape
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    public static List<string> Problems(JsonNode log)
    {
        var problems = new List<string>();
        Members(log, "log", problems, ["$schema:text", "version:text", "runs:list"], []);
        Check(log["version"]!.GetValue<string>() == "2.1.0", "version", problems);
        Check(log["runs"]!.AsArray().Count <= 20, "GitHub takes 20 runs", problems);
        foreach (var run in log["runs"]!.AsArray())
        {
            CheckRun(run!, problems);
        }

        return problems;
    }

    private static void CheckRun(JsonNode run, List<string> problems)
    {
        Members(run, "run", problems, ["tool:object", "results:list"], ["columnKind:text"]);
        Check(run["columnKind"]!.GetValue<string>() is "utf16CodeUnits" or "unicodeCodePoints", "columnKind", problems);
        Members(run["tool"]!, "tool", problems, ["driver:object"], []);
        var driver = run["tool"]!["driver"]!;
        Members(driver, "driver", problems, ["name:text", "rules:list"], ["version:text", "informationUri:uri"]);
        var rules = driver["rules"]!.AsArray();
        Check(rules.Count <= 25_000, "GitHub takes 25,000 rules", problems);
        Check(rules.Select(r => r!["id"]!.GetValue<string>()).Distinct().Count() == rules.Count, "rule ids are unique", problems);
        foreach (var rule in rules)
        {
            Members(
                rule!, "rule", problems, ["id:text", "shortDescription:object", "fullDescription:object", "help:object"],
                ["helpUri:uri", "defaultConfiguration:object", "properties:object"]);
            Check(rule!["shortDescription"]!["text"]!.GetValue<string>().Length is > 0 and <= 1024, "GitHub takes 1,024 characters", problems);
            Check(Levels.Contains(rule["defaultConfiguration"]!["level"]!.GetValue<string>()), "level", problems);
        }

        Check(run["results"]!.AsArray().Count <= 25_000, "GitHub takes 25,000 results", problems);
        foreach (var result in run["results"]!.AsArray())
        {
            CheckResult(result!, rules, problems);
        }
    }

    private static void CheckResult(JsonNode result, JsonArray rules, List<string> problems)
    {
        Members(
            result, "result", problems, ["ruleId:text", "message:object", "locations:list"],
            ["ruleIndex:number", "level:text", "partialFingerprints:object", "suppressions:list"]);
        Check(rules[result["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>() == result["ruleId"]!.GetValue<string>(), "ruleIndex", problems);
        Check(Levels.Contains(result["level"]!.GetValue<string>()), "level", problems);
        Members(result["message"]!, "message", problems, ["text:text"], []);
        Check(result["locations"]!.AsArray().Count <= 1_000, "GitHub takes 1,000 locations", problems);
        foreach (var location in result["locations"]!.AsArray())
        {
            Members(location!, "location", problems, ["physicalLocation:object"], ["logicalLocations:list"]);
            var physical = location!["physicalLocation"]!;
            Members(physical, "physicalLocation", problems, ["artifactLocation:object", "region:object"], []);
            Check(Uri.TryCreate(physical["artifactLocation"]!["uri"]!.GetValue<string>(), UriKind.RelativeOrAbsolute, out _), "uri", problems);
            CheckRegion(physical["region"]!, problems);
            foreach (var logical in location["logicalLocations"]?.AsArray() ?? [])
            {
                Members(logical!, "logicalLocation", problems, [], ["fullyQualifiedName:text", "kind:text"]);
            }
        }

        foreach (var suppression in result["suppressions"]?.AsArray() ?? [])
        {
            Members(suppression!, "suppression", problems, ["kind:text"], ["justification:text"]);
            Check(suppression!["kind"]!.GetValue<string>() is "inSource" or "external", "suppression kind", problems);
        }

        Check(
            result["partialFingerprints"]!.AsObject().All(f => f.Value!.GetValueKind() == JsonValueKind.String), "fingerprints are texts",
            problems);
    }

    private static void CheckRegion(JsonNode region, List<string> problems)
    {
        Members(region, "region", problems, ["startLine:number"], ["startColumn:number", "endLine:number", "endColumn:number"]);
        Check(region.AsObject().All(m => m.Value!.GetValue<int>() >= 1), "region numbers begin with 1", problems);
        if (region["endLine"] is { } endLine)
        {
            var (start, end) = (region["startLine"]!.GetValue<int>(), endLine.GetValue<int>());
            Check(
                end >= start && (end > start || region["endColumn"]!.GetValue<int>() >= region["startColumn"]!.GetValue<int>()),
                "region ends behind its start", problems);
        }
    }

    private static void Members(JsonNode node, string what, List<string> problems, string[] required, string[] optional)
    {
        var types = required.Concat(optional).Select(m => m.Split(':')).ToDictionary(m => m[0], m => m[1], StringComparer.Ordinal);
        Check(required.All(m => node[m.Split(':')[0]] is not null), $"{what} has its required members", problems);
        foreach (var (name, value) in node.AsObject())
        {
            if (!types.TryGetValue(name, out var type))
            {
                problems.Add($"{what} has no member {name}");
                continue;
            }

            Check(
                type switch
                {
                    "text" => value!.GetValueKind() == JsonValueKind.String,
                    "uri" => Uri.TryCreate(value!.GetValue<string>(), UriKind.Absolute, out _),
                    "number" => value!.GetValueKind() == JsonValueKind.Number,
                    "list" => value is JsonArray,
                    _ => value is JsonObject,
                },
                $"{what}.{name} is of the type {type}",
                problems);
        }
    }

    private static void Check(bool holds, string what, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(what);
        }
    }
}
