using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Conversion.Tests.Members;

/// <summary>No member of OpenAPI is dropped in silence, whatever its value.</summary>
public sealed class MemberTableTests
{
    // Values of every kind that says something.
    private static readonly string[] Values = ["5", "\"x\"", "true", """["x", 5]""", """{ "x": 1 }"""];

    public static TheoryData<string, string> Members() => [.. MemberTable.Rows.Select(r => new TheoryDataRow<string, string>(r.Place, r.Name))];

    [Theory]
    [MemberData(nameof(Members))]
    public void Member_OfEveryObject_IsConvertedOrReportedOrMeaningless(string place, string name)
    {
        var row = MemberTable.Rows.First(r => r.Place == place && r.Name == name);
        var (isChanged, isReported) = Convert(place, name, row.Value);

        Assert.Equal(row.Fate, isReported && !isChanged || row.Fate == Fate.Reported && isReported ? Fate.Reported : isChanged ? Fate.Converted : Fate.Meaningless);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Member_WithAValueOfAnyKind_IsNotDroppedInSilence(string place, string name)
    {
        if (MemberTable.Rows.First(r => r.Place == place && r.Name == name).Fate == Fate.Meaningless)
        {
            return;
        }

        // True is a schema that allows anything: the text that the parameter is anyway.
        Assert.DoesNotContain(Values, v => !(name == "schema" && v == "true") && Convert(place, name, v) is { IsChanged: false, IsReported: false });
    }

    [Fact]
    public void Members_InAnyMixture_GiveADefinitionThatPassesTheRulesOrAnError() =>
        Prop.ForAll(Mixtures().ToArbitrary(), changes =>
        {
            var document = JsonNode.Parse(MemberTable.Template)!;
            foreach (var (place, name, value) in changes)
            {
                if (Find(document, place) is JsonObject holder)
                {
                    holder[name] = JsonNode.Parse(value);
                }
            }

            var converted = Converted.From(document.ToJsonString());
            return converted.Result.Definition is not null || converted.Result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Table_HasEveryMemberThatTheConverterKnows()
    {
        OpenApiObject[] known =
        [
            OpenApiObjects.Document, OpenApiObjects.Info, OpenApiObjects.Contact, OpenApiObjects.License, OpenApiObjects.Server, OpenApiObjects.Components,
            OpenApiObjects.PathItem, OpenApiObjects.Operation, OpenApiObjects.Parameter, OpenApiObjects.Header, OpenApiObjects.RequestBody, OpenApiObjects.MediaType,
            OpenApiObjects.Encoding, OpenApiObjects.Response, OpenApiObjects.Example, OpenApiObjects.Tag, OpenApiObjects.SecurityScheme, OpenApiObjects.Flows,
            OpenApiObjects.Flow, OpenApiObjects.Discriminator,
        ];

        Assert.Empty(known.SelectMany(o => o.Names).Except(MemberTable.Rows.Select(r => r.Name)));
    }

    private static Gen<List<(string Place, string Name, string Value)>> Mixtures() =>
        (from row in Gen.Elements(MemberTable.Rows.ToArray())
         from value in Gen.Elements([.. Values, row.Value, row.Value, row.Value])
         select (row.Place, row.Name, value)).ListOf(6).Select(l => l.ToList());

    private static JsonNode? Find(JsonNode? node, string place)
    {
        foreach (var segment in place.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            node = node switch
            {
                JsonArray list when int.TryParse(segment, out var index) => list.ElementAtOrDefault(index),
                JsonObject o => o[segment],
                _ => null,
            };
        }

        return node;
    }

    private static (bool IsChanged, bool IsReported) Convert(string place, string name, string value)
    {
        var document = JsonNode.Parse(MemberTable.Template)!;
        var holder = document;
        foreach (var segment in place.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            holder = holder is JsonArray list
                ? list[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)]!
                : holder[segment] ??= new JsonObject();
        }

        var before = Converted.From(document.ToJsonString());
        holder[name] = JsonNode.Parse(value);
        var after = Converted.From(document.ToJsonString());
        var pointer = $"{place}/{JsonPointer.Escape(name)}";
        var told = before.Result.Diagnostics.Select(d => (d.Id, d.Message, d.Pointer)).ToHashSet();
        var isReported = after.Result.Diagnostics.Any(d => d.Pointer is { } at && !told.Contains((d.Id, d.Message, d.Pointer))
            && (at.StartsWith(pointer, StringComparison.Ordinal) || pointer.StartsWith(at, StringComparison.Ordinal)));
        return (Written(before) != Written(after), isReported);
    }

    private static string Written(Converted converted) =>
        converted.Result.Definition is null ? "" : converted.Text + (converted.Result.Properties is { } signIn ? Encoding.UTF8.GetString(signIn.Text.Span) : "");
}
