using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ConnectorBuild.Cloud;
using ConnectorBuild.Testing;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace ConnectorBuild.Tool.Tests;

/// <summary>
/// What the native tool leaves out of the Graph SDK: an entity is read only where a request asks for it or expands to it, and no request of
/// ours expands to anything.
/// </summary>
public sealed class NativeSubstitutionTests
{
    private const string Factory = "CreateFromDiscriminatorValue";
    private const string File = "src/ConnectorBuild.Tool/Native/GraphEntities.xml";

    [Fact]
    public void Entities_ThatNoRequestAsksFor_AreLeftOut()
    {
        var expected = Text();
        var path = RepositoryRoot.PathOf(File);
        if (RepositoryRoot.UpdatesPages)
        {
            System.IO.File.WriteAllText(path, expected);
        }

        Assert.True(System.IO.File.ReadAllText(path) == expected, $"{File} differs from what the cloud half uses. Its head says how to write it.");
    }

    [Fact]
    public void Entities_OfTheCloudHalf_AreKept() =>
        Assert.Superset(new HashSet<string> { nameof(Application), nameof(ServicePrincipal), nameof(OAuth2PermissionGrant) }, Used());

    private static string Text() => $"""
        <!--
          Entities of the Graph SDK that the native tool does not read: half of its size. Generated from what ConnectorBuild.Cloud uses:
          CONNECTORBUILD_UPDATE_DOCS=1 dotnet test (tests/ConnectorBuild.Tool.Tests, filter class "*NativeSubstitutionTests")
        -->
        <linker>
          <assembly fullname="Microsoft.Graph">
        {string.Concat(LeftOut().Select(Line))}  </assembly>
        </linker>

        """.ReplaceLineEndings("\n");

    // The compiler finds a method by its whole signature only.
    private static string Line(Type entity) =>
        $"    <type fullname=\"{entity.FullName}\"><method signature=\"{entity.FullName} {Factory}({typeof(IParseNode).FullName})\" body=\"remove\" /></type>\n";

    private static IEnumerable<Type> LeftOut()
    {
        var used = Used();
        return typeof(Entity).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(Entity)) && !used.Contains(t.Name))
            .Where(t => t.GetMethod(Factory, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly) is not null)
            .OrderBy(t => t.FullName, StringComparer.Ordinal);
    }

    // The types that the cloud half names. Of their bases it names members only; the factories of bases lead to every other entity.
    private static HashSet<string> Used()
    {
        using var file = new PEReader(System.IO.File.OpenRead(typeof(CloudCodes).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var named = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(t => metadata.GetString(t.Namespace) == typeof(Entity).Namespace)
            .Select(t => metadata.GetString(t.Name));
        return [.. named.Where(n => n is not (nameof(Entity) or nameof(DirectoryObject)))];
    }
}
