using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrdersWebApi;

var builder = WebApplication.CreateBuilder(args);

// Access tokens of Microsoft Entra ID for this API; appsettings.json says whose.
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.Authority = builder.Configuration["Entra:Authority"];
    options.Audience = builder.Configuration["Entra:Audience"];
    options.MapInboundClaims = false;
});
builder.Services.AddAuthorizationBuilder().AddPolicy("Orders.Read", policy => policy.RequireAssertion(
    context => context.User.FindFirst("scp")?.Value.Split(' ').Contains("Orders.Read") ?? false));

// A number is a number, not a number or a text: the definition then says "integer".
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
builder.Services.AddOpenApi(options => options.AddDocumentTransformer<ConnectorDocument>());

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

Order[] orders = [new(1, "Contoso"), new(2, "Fabrikam")];
app.MapGet("/orders", () => orders)
    .WithName("ListOrders").WithSummary("List orders").WithDescription("Lists the orders.")
    .RequireAuthorization("Orders.Read");
app.Run();

/// <summary>An order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">Who ordered.</param>
internal sealed record Order(int Id, string Customer);
