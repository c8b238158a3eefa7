using OrdersApi;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();

// Access tokens of Microsoft Entra ID; the section Authentication of appsettings.json says whose.
builder.Services.AddAuthentication().AddJwtBearer(options => options.MapInboundClaims = false);
builder.Services.AddAuthorizationBuilder().AddPolicy("Orders.Read", policy => policy.RequireAssertion(
    context => context.User.FindFirst("scp")?.Value.Split(' ').Contains("Orders.Read") ?? false));

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapOpenApi();

var orders = app.MapGroup("").RequireAuthorization("Orders.Read");

orders.MapGet("/orders", (string? customer, OrderState? state) => new[] { new Order(1, customer ?? "C-1042", state ?? OrderState.Open, 12.5m, null) })
    .WithName("ListOrders")
    .WithSummary("List orders")
    .WithDescription("Lists orders, of one customer if a number is given, the newest first.")
    .WithTags("orders");

orders.MapGet("/orders/{id}", (int id) => new Order(id, "C-1042", OrderState.Open, 12.5m, new Address("Main Street 1", "Fabrikam City")))
    .WithName("GetOrder")
    .WithSummary("Get an order")
    .WithDescription("Gets an order by its number.")
    .WithTags("orders");

orders.MapPost("/orders", (NewOrder order) => TypedResults.Created("/orders/2", new Order(2, order.Customer, OrderState.Open, 0m, order.Address)))
    .WithName("PlaceOrder")
    .WithSummary("Place an order")
    .WithDescription("Places an order for a customer and answers with its number.")
    .WithTags("orders");

orders.MapDelete("/administration/orders", () => TypedResults.NoContent())
    .WithName("DeleteAllOrders")
    .WithTags("administration");

app.Run();
