// npm publishes a checkout's package.json as it is, with scripts that only run in a checkout.
console.error(
  'Cannot publish Package "pulumi-ec2-pods": this is a checkout, with scripts that only run here. ' +
    'Run "npm run pack", and publish the tarball whose path it prints.',
);
process.exit(1);
