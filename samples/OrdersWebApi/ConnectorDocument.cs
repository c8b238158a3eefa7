using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrdersWebApi;

/// <summary>What a connector's definition needs and ASP.NET Core cannot know: where the API runs, and how it is called.</summary>
internal sealed class ConnectorDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Contoso orders API", Description = "Orders of Contoso.", Version = "1.0" };
        document.Servers = [new OpenApiServer { Url = "https://orders.contoso.com" }];
        return Task.CompletedTask;
    }
}
