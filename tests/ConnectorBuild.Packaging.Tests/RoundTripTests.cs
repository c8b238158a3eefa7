using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;
using ConnectorBuild.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectorBuild.Packaging.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnySolution_WrittenAsZipAndRead_IsTheSame() =>
        Prop.ForAll(Solutions, input =>
        {
            using var zip = new MemoryStream();
            SolutionPackage.Write(zip, input.Solution, input.Connectors, input.Managed);
            zip.Position = 0;

            var read = SolutionPackage.Read(zip);

            Assert.Equal(input.Managed ? SolutionPackageType.Managed : SolutionPackageType.Unmanaged, read.Type);
            AssertSame(input, read);
            Assert.Equal(zip.ToArray(), Zip(read, input.Managed));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnySolution_WrittenAsFolderAndRead_IsTheSame() =>
        Prop.ForAll(Solutions, input =>
        {
            var path = _folder[Guid.NewGuid().ToString("N")];
            var package = SolutionPackage.Create(input.Solution, input.Connectors, SolutionPackageType.Both);
            package.WriteToFolder(path);

            var read = SolutionPackage.ReadFolder(path);

            AssertSame(input, read);
            Assert.Equal(Zip(package, input.Managed), Zip(read, input.Managed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private static Arbitrary<Input> Solutions => Arb.From(
        from solution in Manifests
        from count in Gen.Choose(0, 3)
        from connectors in Gen.CollectToArray(Enumerable.Range(0, count), Connectors)
        from managed in Gen.Elements(true, false)
        select new Input(solution, connectors, managed));

    private static Gen<string> Texts =>
        from parts in Gen.Elements(
            "a", "Z", "7", " ", "  ", "\t", "\n", "\r", "\r\n", "<", "]]>", "&amp;", "\"", "'", "ä", "日本", "😀", "\u00A0", "\u0085", "-->",
            "{", "\\", "\uFFFD").ArrayOf(6)
        select string.Concat(parts);

    private static Gen<string> Names => from text in Texts select "n" + text;

    private static Gen<SolutionManifest> Manifests =>
        from name in Names
        from variables in Gen.CollectToArray(Enumerable.Range(0, 2), Variable)
        from number in Gen.Choose(0, int.MaxValue)
        from texts in Optional(Names).ArrayOf(8)
        select Contoso.Complete with
        {
            DisplayName = name,
            Description = texts[0],
            PublisherDisplayName = name + "!",
            PublisherDescription = texts[1],
            PublisherEmail = texts[2],
            PublisherUrl = texts[3],
            Translations =
            [
                .. Translated(Translation.OfSolution, 1031, texts[4], texts[5]),
                .. Translated(Translation.OfPublisher, 1036, texts[6], null),
                .. Translated(variables[0].SchemaName, 1031, texts[7], variables[0].Description is null ? null : texts[5]),
            ],
            Version = $"1.{number}.0.3",
            OptionValuePrefix = 10000 + (number % 90000),
            EnvironmentVariables = variables,
        };

    private static IEnumerable<Translation> Translated(string component, int language, string? name, string? description) =>
        name is null && description is null ? [] : [new Translation(component, language) { DisplayName = name, Description = description }];

    private static Gen<EnvironmentVariable> Variable(int index) =>
        from name in Names
        from description in Optional(Texts)
        from defaultValue in Optional(Texts)
        from type in Gen.Elements(Enum.GetValues<EnvironmentVariableType>())
        from flags in Gen.Choose(0, 3)
        select new EnvironmentVariable($"contoso_v{index}", name, type)
        {
            Description = description,
            DefaultValue = type == EnvironmentVariableType.Secret && defaultValue is not null
                ? $"/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s{index}"
                : defaultValue,
            IntroducedVersion = flags == 0 ? "1.0.0.1" : null,
            IsRequired = (flags & 1) != 0,
            IsCustomizable = (flags & 2) != 0,
            ApiId = type == EnvironmentVariableType.DataSource ? "/providers/x" : null,
            ParameterKey = type == EnvironmentVariableType.DataSource ? "dataset" : null,
        };

    private static Gen<ConnectorRow> Connectors(int index) =>
        from texts in Texts.ArrayOf(4)
        from sets in Optional(Texts)
        from code in Optional(Names)
        from icon in Gen.Choose(0, 255).ArrayOf(20)
        from hasIcon in Gen.Elements(true, false)
        select new ConnectorRow
        {
            Identity = new ConnectorIdentity(new Guid(index, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), $"contoso_c{index}-20x", "n" + texts[0], texts[1]),
            IconBrandColor = texts[2],
            OpenApiDefinition = $"{{\"x\":{System.Text.Json.JsonSerializer.Serialize(texts[3])}}}",
            ConnectionParameters = "{\"p\":1}",
            ConnectionParameterSets = sets is null ? null : $" {{\"y\" : {System.Text.Json.JsonSerializer.Serialize(sets)}}}\r\n",
            PolicyTemplateInstances = "[{}]",
            ScriptOperations = code is null ? null : "[\"a\"]",
            CustomCode = code,
            Icon = hasIcon ? icon.Select(i => (byte)i).ToArray() : default(ReadOnlyMemory<byte>?),
        };

    private static Gen<string?> Optional(Gen<string> texts) =>
        from text in texts
        from present in Gen.Elements(true, false)
        select present ? text : null;

    private static void AssertSame(Input expected, SolutionPackage actual)
    {
        Assert.Equal(
            expected.Solution with { EnvironmentVariables = [], ConnectionReferences = [], Translations = [], OtherComponents = [] },
            actual.Manifest with { EnvironmentVariables = [], ConnectionReferences = [], Translations = [], OtherComponents = [] });
        Assert.Empty(actual.Manifest.OtherComponents);
        Assert.Equal(expected.Solution.Translations, actual.Manifest.Translations);
        Assert.Equal(expected.Solution.EnvironmentVariables, actual.Manifest.EnvironmentVariables);
        Assert.Equal(
            expected.Solution.ConnectionReferences.OrderBy(r => r.LogicalName, StringComparer.Ordinal),
            actual.Manifest.ConnectionReferences);
        Assert.Equal(expected.Connectors.Select(c => c with { Icon = null }), actual.Connectors.Select(c => c with { Icon = null }));
        Assert.Equal(expected.Connectors.Select(c => c.Icon?.ToArray()), actual.Connectors.Select(c => c.Icon?.ToArray()));
    }

    private static byte[] Zip(SolutionPackage package, bool managed)
    {
        using var output = new MemoryStream();
        package.WriteTo(output, managed);
        return output.ToArray();
    }

    private sealed record Input(SolutionManifest Solution, ConnectorRow[] Connectors, bool Managed);
}
