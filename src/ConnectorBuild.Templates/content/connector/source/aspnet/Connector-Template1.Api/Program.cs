using System.Text.Json.Serialization;

var builder = WebApplication.CreateBuilder(args);
builder.AddApiSignIn();
builder.Services.AddOpenApi();

// A number is a number, not a number or a text: the definition then says "integer".
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);

var app = builder.Build();
app.UseApiSignIn();

Order[] orders = [new(1, "C-1042"), new(2, "C-7")];
app.MapGet("/orders", (string? customer) => orders.Where(order => customer is null || order.Customer == customer))
    .WithName("ListOrders")
    .WithSummary("List orders")
    .WithDescription("Lists the orders of a customer, the newest first.")
    .WithTags("orders");

app.Run();

/// <summary>An order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">The number of the customer.</param>
internal sealed record Order(int Id, string Customer);
