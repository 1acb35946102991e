import * as model from "@aws-sdk/client-organizations";
import { json } from "../protocols/json.ts";
import { lists, type Service, same } from "./service.ts";

export const organizations: Service = {
  name: "organizations",
  protocol: json,
  target: "AWSOrganizationsV20161128",
  model,
  paging: {
    token: "NextToken",
    size: "MaxResults",
    maximum: 20,
    usual: 20,
    wrongToken: "InvalidInputException",
    mayBeEmpty: true,
  },
  operations: {
    ...lists({
      ListRoots: "Roots",
      ListAccounts: "Accounts",
      ListAccountsForParent: "Accounts",
      ListOrganizationalUnitsForParent: "OrganizationalUnits",
      ListChildren: "Children",
      ListParents: "Parents",
      ListPolicies: "Policies",
      ListPoliciesForTarget: "Policies",
      ListTargetsForPolicy: "Targets",
      ListDelegatedAdministrators: "DelegatedAdministrators",
      ListDelegatedServicesForAccount: "DelegatedServices",
      ListAWSServiceAccessForOrganization: "EnabledServicePrincipals",
    }),
    ListTagsForResource: { call: "ListOrganizationTags", list: "Tags" },
    TagResource: { call: "TagOrganizationResource" },
    UntagResource: { call: "UntagOrganizationResource" },
    ...same(
      "DescribeOrganization",
      "DescribeAccount",
      "DescribeOrganizationalUnit",
      "DescribePolicy",
      "CreateAccount",
      "DescribeCreateAccountStatus",
      "MoveAccount",
      "CreateOrganizationalUnit",
      "UpdateOrganizationalUnit",
      "DeleteOrganizationalUnit",
    ),
  },
  errors: {
    ConflictException: "ConcurrentModificationException",
    InternalServerException: "ServiceException",
    ResourceNotFoundException: "TargetNotFoundException",
    ServiceQuotaExceededException: "ConstraintViolationException",
    ThrottlingException: "TooManyRequestsException",
    ValidationException: "InvalidInputException",
  },
};
