# npx --no stepbreaker synth ../machines.ts --out . --format terraform && terraform apply
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

# Of a function in this configuration, aws_lambda_function.generate.arn.
variable "generate_function_arn" {
  type = string
}

variable "bestsellers_function_arn" {
  type = string
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # The role names the machine before there is one, so the name is given.
  name    = "stepbreaker-example-nightly"
  account = "${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}"
  arn     = "arn:${data.aws_partition.current.partition}"
}

# A batch behind a circuit breaker.
resource "aws_sfn_state_machine" "nightly" {
  name     = local.name
  role_arn = aws_iam_role.nightly.arn
  definition = templatefile("${path.module}/nightly.asl.json", {
    GenerateFunctionArn    = var.generate_function_arn
    BestsellersFunctionArn = var.bestsellers_function_arn
  })
  # Step Functions checks when the machine is made what the role may do.
  depends_on = [aws_iam_role_policy.nightly]
}

resource "aws_iam_role" "nightly" {
  name_prefix = "nightly-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "nightly" {
  role = aws_iam_role.nightly.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = [var.generate_function_arn, var.bestsellers_function_arn]
      },
      {
        # The circuit's changes.
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = "${local.arn}:events:${local.account}:event-bus/default"
      },
      {
        # A long batch hands over to a new execution before its history is full.
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = "${local.arn}:states:${local.account}:stateMachine:${local.name}"
      },
    ]
  })
}

output "state_machine_arn" {
  value = aws_sfn_state_machine.nightly.arn
}
